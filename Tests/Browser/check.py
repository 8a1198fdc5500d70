#!/usr/bin/env python3
"""The web server over real sockets: pages, API, wrong, huge and slow clients, and its end. Needs nothing but Python."""

import argparse
import http.client
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
failures = []
MANY = 12_000


def expect(holds, text):
    if not holds:
        failures.append(text)
        print("FAILED:", text, flush=True)


class Client:
    """A browser without pages: one connection, cookies, redirections."""

    def __init__(self, port):
        self.port, self.cookies, self.visited = port, {}, []

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, headers)
        reply = connection.getresponse()
        text = reply.read().decode("utf-8", "replace")
        for cookie in reply.headers.get_all("set-cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        self.visited.append(path)
        if reply.status == 303:
            return self.ask("GET", reply.headers["location"])
        self.path, self.status, self.headers, self.text = path, reply.status, reply.headers, text
        return reply.status

    def submit(self, path=None, **fields):
        token = re.search(r'name="token" value="([0-9a-f]+)"', getattr(self, "text", ""))
        if token:
            fields["token"] = token.group(1)
        body = urllib.parse.urlencode(fields)
        return self.ask("POST", path or self.path, body, Content_Type="application/x-www-form-urlencoded")


def screens(port):
    client = Client(port)
    expect(client.ask("GET", "/") == 200, "the first page")
    client.submit("/start", day="4", month="3", year="2019")
    answers = {
        "date-of-birth": {"day": "1", "month": "6", "year": "1980"}, "work-status": {"choice": "0"},
        "first-day-out-of-work": {"day": "1", "month": "5", "year": "2018", "choice": "given"}, "home": {"ward": "E05001216"},
        "hourly-pay": {"choice": "0"}, "yearly-pay": {"do": "unknown"},
    }
    for _ in range(8):
        question = re.search(r"/question/([a-z0-9-]+)$", client.path)
        if not question:
            break
        client.submit(**answers[question.group(1)])
    expect(client.path.endswith("/answers"), f"the interview ends at {client.path}")
    base = client.path[: -len("/answers")]
    expect(client.ask("GET", base + "/result") == 200 and "May join" in client.text, "the decision")
    expect(client.ask("GET", base + "/map.svg") == 200 and "<svg" in client.text, "the map")
    expect(client.ask("GET", base + "/decision.json") == 200 and json.loads(client.text), "the saved decision")
    for path in ("/rules", "/about", "/list", "/style.css"):
        expect(client.ask("GET", path) == 200, path)
    return client


def api(port):
    client = Client(port)
    facts = {"start date": "2019-03-04", "age": 40, "work status": "out of work", "first day out of work": "2018-05-01", "home": "E05001216"}
    for route in ("assess", "next-question", "what-would-change"):
        body = json.dumps({"facts": facts})
        expect(client.ask("POST", f"/api/v1/{route}", body, Content_Type="application/json") == 200, route)
    client.ask("POST", "/api/v1/assess", json.dumps({"facts": facts}), Content_Type="application/json")
    expect(json.loads(client.text)["outcome"] == "eligible", "the decision of the API")
    expect(client.ask("POST", "/api/v1/assess", "{", Content_Type="application/json") == 400, "no JSON")
    expect(client.headers["content-type"] == "application/problem+json", "problems are problem+json")
    expect(client.ask("GET", "/api/v1/openapi.json") == 200 and json.loads(client.text)["openapi"] == "3.1.0", "the description")


def lists(port):
    client = Client(port)
    sample = (ROOT / "Rules/connecting-communities/sample-referrals.csv").read_bytes()
    expect(client.ask("POST", "/api/v1/list", sample, Content_Type="text/csv") == 200, "a list over the API")
    found = json.loads(client.text)
    rows = found["rows"]
    expect(rows["read"] == rows["decided"] + rows["rejected"] + rows["empty"] > 200, f"the rows balance: {rows}")
    expect(found["decisions"].count("\n") > rows["decided"] and found["rejects"], "decisions and rejects come back")
    expect(client.ask("POST", "/api/v1/list", b"x" * (11 << 20), Content_Type="text/csv") == 413, "a huge list")


def keep(client, person):
    """Records a decision that needs no questions; the number of its entry."""
    client.ask("GET", "/")
    client.submit("/start", day="4", month="3", year="2030")
    base = client.path.rsplit("/", 1)[0]
    client.ask("GET", base + "/result")
    client.submit(base + "/keep", by="Adviser 7", person=person)
    found = re.search(r'class="inset">[^<]*?(\d+)', client.text)
    return int(found.group(1)) if found else None


def journal(program):
    """Decisions recorded over HTTP, while the server is killed again and again: what was confirmed is there, and whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "decisions.journal"
        confirmed = []
        for _ in range(4):
            server, port, _ = start(program, "--journal", str(path))
            if port is None:
                return expect(False, "the server did not start with a journal")

            def work(name):
                client = Client(port)
                for number in range(200):
                    try:
                        entry = keep(client, f"{name}-{number}")
                    except (OSError, http.client.HTTPException):
                        return
                    if entry is not None:
                        confirmed.append(entry)

            workers = [threading.Thread(target=work, args=(name,)) for name in range(6)]
            for worker in workers:
                worker.start()
            time.sleep(0.7)
            server.kill()
            for worker in workers:
                worker.join()
            server.communicate()
        listed = subprocess.run([program, "journal", "list", str(path)], capture_output=True, text=True)
        expect(listed.returncode == 0, f"the journal is whole after kills: {listed.stderr.strip()}")
        numbers = {int(found) for found in re.findall(r"^ *(\d+)\b", listed.stdout, re.MULTILINE)}
        expect(confirmed and len(set(confirmed)) == len(confirmed), "decisions are recorded, each under a number of its own")
        expect(set(confirmed) <= numbers, f"{len(set(confirmed) - numbers)} confirmed decisions are not in the journal")
        print(f"{len(confirmed)} decisions confirmed over HTTP and {len(numbers)} in the journal after 4 kills")


def many(port, pid):
    """More browsers than are remembered: none breaks the site, and memory has an end."""
    def resident():
        status = pathlib.Path(f"/proc/{pid}/status")
        return int(re.search(r"VmRSS:\s+(\d+)", status.read_text()).group(1)) / 1024 if status.exists() else 0

    before, refused = resident(), 0
    first = Client(port)
    first.submit("/start", day="4", month="3", year="2019")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(MANY):
        connection.request("POST", "/start", "day=4&month=3&year=2019", {"Content-Type": "application/x-www-form-urlencoded"})
        reply = connection.getresponse()
        reply.read()
        refused += reply.status == 429
    connection.close()
    expect(first.ask("GET", first.path) == 200, "a person who was there before goes on")
    print(f"{MANY} browsers: {refused} refused, memory from {before:.0f} to {resident():.0f} MB")


def wrong(port):
    client = Client(port)
    body = "x" * 200_000
    expect(client.ask("POST", "/api/v1/assess", body, Content_Type="application/json") == 413, "a huge body")
    expect(client.ask("GET", "/", Host="evil.example") == 421, "another name")
    for text in (b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nhost: localhost\r\n" + b"x: " + b"y" * 100_000 + b"\r\n\r\n",
                 b"POST /start HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 500 + b"\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as raw:
            try:
                raw.sendall(text)
                answer = raw.recv(200)
            except OSError:
                answer = b""
            expect(answer == b"" or b" 4" in answer[:14] or b" 5" in answer[:14], f"{text[:20]!r} is answered with {answer[:30]!r}")


def slow(port):
    """While clients dribble, others are answered; the dribblers are cut off."""
    dribblers = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(100)]
    started = time.monotonic()
    for raw in dribblers:
        raw.sendall(b"POST /start HTTP/1.1\r\nhost: localhost\r\n")
    client = Client(port)
    for _ in range(10):
        expect(client.ask("GET", "/about") == 200, "a page beside slow clients")
    open_now = set(dribblers)
    while open_now and time.monotonic() - started < 25:
        time.sleep(1)
        for raw in list(open_now):
            try:
                raw.sendall(b"x")
                raw.setblocking(False)
                if raw.recv(10) == b"":
                    open_now.discard(raw)
            except BlockingIOError:
                pass
            except OSError:
                open_now.discard(raw)
            finally:
                try:
                    raw.setblocking(True)
                except OSError:
                    pass
    expect(not open_now, f"{len(open_now)} slow clients are still connected")
    for raw in dribblers:
        raw.close()


def start(program, *options):
    """The server, its port, and what it said."""
    server = subprocess.Popen(
        [program, "serve", "--port", "0", "--rate", "100000", *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines, port = [], None
    for line in server.stderr:
        lines.append(line)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if found:
            port = int(found.group(1))
            break
    return server, port, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wardwise", default=str(ROOT / ".build/web/release/wardwise"))
    options = parser.parse_args()
    server, port, lines = start(options.wardwise)
    if port is None:
        print("FAILED: the server did not start:", "".join(lines))
        return 1
    for part in (screens, api, lists, wrong, slow, lambda port: many(port, server.pid)):
        try:
            part(port)
        except Exception as error:
            expect(False, f"{part.__name__}: {type(error).__name__} {error}")
    try:
        journal(options.wardwise)
    except Exception as error:
        expect(False, f"journal: {type(error).__name__} {error}")
    server.send_signal(signal.SIGTERM)
    out, rest = server.communicate(timeout=30)
    expect(server.returncode == 0, f"the server ended with {server.returncode}")
    said = "".join(lines) + rest + out
    expect("E05001216" not in said and "1980" not in said and "/case/" not in said, "something of a person was logged")
    print("the server held" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
