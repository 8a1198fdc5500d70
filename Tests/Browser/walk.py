#!/usr/bin/env python3
"""Walks through the intake screens in a real browser, as a person would. See README.md beside this file."""

import argparse
import base64
import csv
import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOLDEN = ROOT.parent / "shared" / "domain" / "golden-cases.csv"

# One of each outcome, in the words of the golden cases, for where those are not.
OWN_CASES = [
    ("eligible", "2018-06-01", "age=30; status=unemployed; out_of_work_since=2018-01-10; home_ward=E05007070", "ELIGIBLE"),
    ("before the run", "2018-05-31", "age=30; status=unemployed; out_of_work_since=2018-01-10; home_ward=E05007070", "NOT_ELIGIBLE"),
    ("fifteen", "2018-09-14", "dob=2002-09-15; status=unemployed; out_of_work_since=2018-07-01; home_ward=E05007480", "NOT_ELIGIBLE"),
    ("pay over both limits", "2018-06-18", "age=30; status=employed; hourly_pay=7.83; annual_income=15268.50; home_ward=E05007870", "REVIEW"),
    ("nothing known of pay", "2019-11-04", "age=45; status=employed; annual_income=unknown; hourly_pay=unknown; home_ward=E05001287", "NEEDS_INFORMATION"),
    ("never worked", "2019-10-01", "age=17; status=unemployed; ever_worked=no; home_ward=E05001304", "ELIGIBLE"),
    ("works elsewhere in the area", "2019-05-01", "age=29; status=unemployed; out_of_work_since=2019-01-01; home_ward=E05001190; child_school_ward=E05001216", "ELIGIBLE"),
]
HEADINGS = {
    "ELIGIBLE": "May join", "NOT_ELIGIBLE": "May not join", "REVIEW": "A person has to decide",
    "NEEDS_INFORMATION": "More must be known",
}
STATUS = {"unemployed": "Out of work", "employed": "Employed", "self_employed": "Self-employed", "furloughed": "Furloughed"}
TIES = {"home": "home", "work": "work", "worship": "worship", "family": "family", "child_school": "school"}

failures = []


def fail(text):
    failures.append(text)
    print("FAILED:", text, flush=True)


def cases():
    if GOLDEN.exists():
        for row in csv.DictReader(GOLDEN.open(newline="")):
            if row["expected_decision"] not in (*HEADINGS, "ERROR"):
                continue  # What comes after joining is no interview.
            if "event=" in row["facts"]:
                continue
            if row["group"] == "duplicate":
                continue  # Rests on the invented periods of connecting-communities-test-periods.
            if "v1-original" in row["facts"]:
                continue  # Other rules than those that are served.
            yield row["id"], row["assessment_date"], row["facts"], row["expected_decision"]
    else:
        print("SKIPPED: the golden cases (../shared/domain/golden-cases.csv is not there); own cases instead")
        yield from OWN_CASES


def answers(on, text):
    """Answers by the path of each question: a date, a text, or a choice."""
    facts = dict(part.strip().split("=", 1) for part in text.split(";") if "=" in part)
    day = datetime.date.fromisoformat(on)
    found = {}
    birth = facts.get("dob")
    if birth is None and "age" in facts:
        birth = str(day.replace(year=day.year - int(facts["age"])) - datetime.timedelta(days=100))
    found["date-of-birth"] = ("date", birth)
    found["work-status"] = ("choice", STATUS[facts["status"]])
    since = facts.get("out_of_work_since")
    if "out_of_work_since_earliest" in facts:
        since = f"from {facts['out_of_work_since_earliest']} to {facts['out_of_work_since_latest']}"
    found["first-day-out-of-work"] = ("choice", "Never worked") if facts.get("ever_worked") == "no" else ("date", since)
    found["yearly-pay"] = ("value", facts.get("annual_income"))
    found["hourly-pay"] = ("value", facts.get("hourly_pay"))
    found["apprentice-in-the-first-year"] = ("choice", "Yes" if facts.get("apprentice_first_year") == "yes" else "No")
    for short, name in TIES.items():
        ward = facts.get(f"{short}_ward")
        if ward is None:
            found[name] = ("place", "none" if short != "home" else None)
        else:
            code = re.match(r"[EWSN]\d{8}", ward)
            found[name] = ("place", code.group() if code else ward)
    if facts.get("home_postcode", "same") != "same":
        found["home"] = ("postcode", facts["home_postcode"])
    if "home_lat" in facts:
        found["home"] = ("point", (facts["home_lat"], facts["home_lon"]))
    if "home_ward_name" in facts:
        found["home"] = ("place", None)  # A name alone is never evidence: whoever knows no more does not know.
    other = "E05001216" if "other_connection" in facts else "none"
    found["other-tie"] = ("place", other)
    return found


class Walker:
    def __init__(self, address, driver, screens):
        from selenium.webdriver.common.by import By

        self.address, self.driver, self.screens, self.by = address, driver, screens, By
        self.questions = 0

    def open(self, path):
        self.driver.get(self.address + path)

    @property
    def path(self):
        return self.driver.current_url[len(self.address):].split("?")[0]

    @property
    def heading(self):
        return self.driver.find_element(self.by.TAG_NAME, "h1").text

    def all(self, css):
        return self.driver.find_elements(self.by.CSS_SELECTOR, css)

    def one(self, css):
        return self.driver.find_element(self.by.CSS_SELECTOR, css)

    def type(self, css, text):
        field = self.one(css)
        field.clear()
        field.send_keys(text)

    def date(self, iso):
        year, month, day = iso.split("-")
        for name, text in (("day", day), ("month", month), ("year", year)):
            self.type(f"#{name}", text)

    def choose(self, words):
        for label in self.all(".radio label"):
            if label.text == words:
                return label.click()
        raise LookupError(f"no choice “{words}” on {self.path}")

    def follow(self, element):
        self.leave(element.click)

    def leave(self, act):
        """Acts, and waits until the page is gone and another there."""
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.support.ui import WebDriverWait

        page = self.one("html")

        def is_gone(_):
            try:
                page.is_enabled()
                return False
            except WebDriverException:
                return True

        act()
        wait = WebDriverWait(self.driver, 20, ignored_exceptions=[WebDriverException])
        wait.until(is_gone)
        wait.until(lambda _: self.all("h1"))

    def submit(self, value="continue"):
        self.follow(self.one(f"button[name=do][value={value}]"))

    def start(self, on):
        self.open("/")
        self.date(on)
        self.follow(self.one("form button"))

    def withhold(self):
        if self.all("#choice-unknown"):
            self.choose("I do not know")
            self.submit()
        else:
            self.submit("unknown")

    def answer(self, kind, value):
        self.questions += 1
        if value is None or value == "unknown":
            return self.withhold()
        if kind == "choice":
            self.choose(value)
        elif kind == "date" and value.startswith("from "):
            self.one("details summary").click()
            self.type("#roughly", value)
        elif kind == "date":
            self.date(value)
        elif kind == "value":
            self.type("#value", value)
        elif kind == "postcode":
            self.type("#postcode", value)
        elif kind == "point":
            self.type("#latitude", value[0])
            self.type("#longitude", value[1])
        elif value == "none":
            self.choose("There is no such place")
        else:
            self.type("#ward", value)
        self.submit()

    def interview(self, on, given):
        """Answers until nothing is asked; the message of a mistake, if one stops it."""
        self.start(on)
        for _ in range(25):
            match = re.search(r"/question/([a-z0-9-]+)$", self.path)
            if not match:
                return None
            before = self.path
            self.answer(*given[match.group(1)])
            if self.all(".errors"):
                return self.one(".errors").text
            if self.path == before:
                return f"{before} stays"
        return "the interview has no end"

    def result(self):
        self.follow(self.one(".buttons a.button:last-child"))
        return self.heading

    def picture(self, name):
        if self.screens:
            self.driver.save_screenshot(str(self.screens / f"{name}.png"))

    def whole_picture(self, name):
        if not self.screens:
            return
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot",
            {"captureBeyondViewport": True,
             "clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}})
        (self.screens / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))

    def fits(self, what):
        wide = self.driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            fail(f"{what}: {self.path} is {wide} pixels too wide")


def driver(scripts=True, size=(1280, 900), scale=1):
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    found = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    found.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size[0], "height": size[1], "deviceScaleFactor": scale, "mobile": size[0] < 500})
    return found


# What is tried

def golden(address, screens):
    """Every case to its decision, without JavaScript."""
    browser = driver(scripts=False)
    walker = Walker(address, browser, screens)
    count = 0
    for name, on, facts, expected in cases():
        count += 1
        try:
            mistake = walker.interview(on, answers(on, facts))
            if expected == "ERROR":
                if not mistake:
                    fail(f"{name}: no mistake was told")
                walker.picture(f"mistake-{name}")
                continue
            if mistake:
                fail(f"{name}: {mistake}")
                continue
            heading = walker.result()
            if heading != HEADINGS[expected]:
                fail(f"{name}: “{heading}” instead of “{HEADINGS[expected]}”")
            walker.whole_picture(f"result-{expected}")
        except Exception as error:
            fail(f"{name}: {type(error).__name__} {str(error).splitlines()[0]} at {walker.path}")
    print(f"{count} cases, {walker.questions} questions, without JavaScript")
    browser.quit()


CASE = ("2019-03-04", "dob=1980-06-01; status=employed; annual_income=30000; hourly_pay=20; home_ward=E05001216")


def pages(address, visit, walker):
    """Visits one page of every kind."""
    for path in ("/", "/list", "/rules", "/about", "/nothing"):
        walker.open(path)
        visit(path.strip("/") or "start")
    walker.start(CASE[0])
    given = answers(*CASE)
    for _ in range(15):
        match = re.search(r"/question/([a-z0-9-]+)$", walker.path)
        if not match:
            break
        visit(match.group(1))
        if match.group(1) == "home":
            walker.type("#ward", "shard")
            walker.submit()
            visit("home-which")
            walker.one("#ward").clear()
        else:
            walker.submit()
            visit(match.group(1) + "-mistake")
            # Whoever listens hears first what is wrong.
            if not walker.driver.execute_script("return document.activeElement.matches('.errors')"):
                fail(f"{walker.path}: the summary of mistakes is not in focus")
        walker.answer(*given[match.group(1)])
    visit("answers")
    walker.result()
    visit("result")
    walker.open("/list")
    walker.one("#file").send_keys(str(ROOT / "Rules/connecting-communities/sample-referrals.csv"))
    walker.follow(walker.one("form button"))
    visit("list-result")


def axe():
    """The checker, out of one of the packages that carry it; nil without one."""
    import importlib.util

    for package in ("axe_playwright_python", "axe_selenium_python"):
        found = importlib.util.find_spec(package)
        for path in pathlib.Path(found.origin).parent.rglob("axe.min.js") if found else ():
            return path.read_text()
    return None


def accessibility(address, screens):
    """axe-core on every kind of page, in both languages."""
    script = axe()
    if script is None:
        print("SKIPPED: accessibility checks (pip install axe-playwright-python)")
        return
    count = 0
    browser = driver()
    walker = Walker(address, browser, screens)

    def visit(name):
        nonlocal count
        count += 1
        browser.execute_script(script)
        found = browser.execute_async_script(
            "const done = arguments[arguments.length - 1]; axe.run(document).then(done, (error) => done({error: String(error)}))")
        if "error" in found:
            return fail(f"accessibility of {name}: {found['error']}")
        for violation in found["violations"]:
            where = ", ".join(node["target"][0] for node in violation["nodes"][:3])
            fail(f"accessibility of {name}: {violation['id']}: {violation['help']} ({where})")

    for language in ("en", "cy"):
        walker.open(f"/?lang={language}")
        pages(address, visit, walker)
    browser.quit()
    print(f"{count} pages checked by axe-core, in English and Welsh")


def layout(address, screens):
    """Nothing is cut off on a narrow phone or at 200% and 400%, and pictures to look at."""
    for name, language, size, scale in (
        ("phone", "en", (320, 640), 2), ("desk", "en", (1280, 900), 1), ("zoom", "en", (640, 450), 2), ("welsh", "cy", (320, 640), 2)):
        browser = driver(size=size, scale=scale)
        walker = Walker(address, browser, screens)

        def visit(page):
            walker.fits(name)
            walker.whole_picture(f"{name}-{page}")

        walker.open(f"/?lang={language}")
        pages(address, visit, walker)
        browser.quit()
    print("narrow phone, 200% and desk, and Welsh on a phone: every page fits")


def welsh(address, screens):
    browser = driver()
    walker = Walker(address, browser, screens)
    walker.open("/")
    walker.follow(walker.one("a[hreflang=cy]"))
    if walker.one("html").get_attribute("lang") != "cy":
        fail("the language did not change")
    walker.whole_picture("welsh-start")
    walker.start("2019-03-04")
    walker.whole_picture("welsh-question")
    browser.quit()


def keyboard(address, screens):
    """Tab, arrows, space and Enter alone reach a decision, and the skip link comes first."""
    from selenium.webdriver.common.keys import Keys

    browser = driver()
    walker = Walker(address, browser, screens)
    walker.open("/")

    def press(key):
        browser.switch_to.active_element.send_keys(key)

    def tab_to(css):
        from selenium.webdriver.common.action_chains import ActionChains
        for _ in range(60):
            ActionChains(browser).send_keys(Keys.TAB).perform()
            if browser.execute_script("return document.activeElement.matches(arguments[0])", css):
                return
        raise LookupError(f"{css} is not reached by Tab on {walker.path}")

    def enter():
        walker.leave(lambda: press(Keys.ENTER))

    tab_to("a.skip")
    for name, text in (("day", "4"), ("month", "3"), ("year", "2019")):
        tab_to(f"#{name}")
        press(Keys.CONTROL + "a")
        press(text)
    enter()
    keys = {
        "date-of-birth": ("#day", ["1", Keys.TAB, "6", Keys.TAB, "1980"]), "work-status": ("#choice-0", [" "]),
        "first-day-out-of-work": ("#day", ["1", Keys.TAB, "5", Keys.TAB, "2018"]), "home": ("#ward", ["E05001216"]),
        "hourly-pay": ("#value", ["9.50"]), "yearly-pay": ("#value", ["9000"]),
    }
    for _ in range(6):
        match = re.search(r"/question/([a-z0-9-]+)$", walker.path)
        if not match:
            break
        field, strokes = keys[match.group(1)]
        tab_to(field)
        for stroke in strokes:
            press(stroke)
        enter()
    tab_to("a.button")
    enter()
    if walker.heading != "May join":
        fail(f"by keyboard: “{walker.heading}”")
    browser.quit()
    print("a decision by keyboard alone")


def correcting(address, screens):
    """Going back, changing an answer, and the browser’s own back button."""
    browser = driver(scripts=False)
    walker = Walker(address, browser, screens)
    given = answers("2019-03-04", "dob=2004-06-01; status=unemployed; out_of_work_since=2018-05-01; home_ward=E05001216")
    walker.interview("2019-03-04", given)
    if walker.result() != "May not join":
        fail(f"fourteen: “{walker.heading}”")
    for link in walker.all("dl.answers a"):
        if "date of birth" in link.text:
            walker.follow(link)
            break
    if walker.one("#year").get_attribute("value") != "2004":
        fail("the answer is not shown again")
    walker.type("#year", "1990")
    walker.submit()
    for _ in range(5):
        match = re.search(r"/question/([a-z0-9-]+)$", walker.path)
        if not match:
            break
        walker.answer(*given[match.group(1)])
    if walker.result() != "May join":
        fail(f"after the correction: “{walker.heading}”")
    browser.back()
    browser.back()
    browser.refresh()
    walker.follow(walker.one("a.back"))
    if not walker.heading:
        fail("the back link leads nowhere")
    browser.quit()
    print("going back and changing answers")


def printing(address, screens):
    browser = driver()
    walker = Walker(address, browser, screens)
    walker.interview(CASE[0], answers(*CASE))
    walker.result()
    pdf = base64.b64decode(browser.print_page())
    if not pdf.startswith(b"%PDF"):
        fail("the result does not print")
    if screens:
        (screens / "result.pdf").write_bytes(pdf)
    browser.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wardwise", default=str(ROOT / ".build/release/wardwise"), help="the program, built with its web server")
    parser.add_argument("--screens", help="a folder for pictures to look at")
    parser.add_argument("--only", help="one of the walks, by name")
    options = parser.parse_args()
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print("SKIPPED: the browser walks (chromium and chromium-driver are not installed)")
        return 0
    try:
        import selenium  # noqa: F401
    except ImportError:
        print("SKIPPED: the browser walks (pip install selenium)")
        return 0
    screens = pathlib.Path(options.screens) if options.screens else None
    if screens:
        screens.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(
            [options.wardwise, "serve", "--port", "0", "--rate", "10000"], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        try:
            address = None
            for line in server.stderr:
                found = re.search(r"(http://\S+?)/ ", line)
                if found:
                    address = found.group(1)
                    break
            if address is None:
                print("FAILED: the server did not start")
                return 1
            for walk in (golden, correcting, keyboard, welsh, printing, layout, accessibility):
                if options.only not in (None, walk.__name__):
                    continue
                try:
                    walk(address, screens)
                except Exception as error:
                    fail(f"{walk.__name__}: {type(error).__name__} {str(error).splitlines()[0]}")
        finally:
            server.terminate()
            if server.wait(timeout=20) != 0:
                fail(f"the server ended with {server.returncode}")
    print("every walk ended well" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
