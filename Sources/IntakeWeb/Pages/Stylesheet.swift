/// The one stylesheet. No fonts, pictures or scripts come from elsewhere.
enum Stylesheet {
    static let css = """
        :root{--ink:#14191f;--quiet:#4d5560;--line:#b3bac2;--link:#124f91;--brand:#10354f;--go:#0b6b43;--bad:#b3261e;--focus:#ffd54a;--paper:#fff;--soft:#f2f4f6}
        *{box-sizing:border-box}
        html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;color:var(--ink);background:var(--paper);font:1.1875rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
        .width{max-width:47rem;margin:0 auto;padding:0 1rem}
        a{color:var(--link);text-underline-offset:.15em}
        a:hover{text-decoration-thickness:.15em}
        :focus-visible{outline:3px solid var(--focus);outline-offset:0;box-shadow:0 0 0 5px var(--ink)}
        a:focus-visible{background:var(--focus);color:var(--ink);box-shadow:0 .25em var(--ink);outline:none;text-decoration:none}
        main:focus{outline:none}
        .errors:focus{outline:3px solid var(--focus);outline-offset:0;box-shadow:none}
        .hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .skip{position:absolute;left:-9999px}
        .skip:focus{position:static;display:block;padding:.6rem 1rem}
        .top{background:var(--brand);color:#fff;border-bottom:.4rem solid #2f7fb5}
        .top .width{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;align-items:center;padding-top:.7rem;padding-bottom:.7rem}
        .top a{color:#fff}
        .top a:focus-visible{color:var(--ink)}
        .name{font-weight:700;text-decoration:none}
        .languages{display:flex;gap:1rem;font-size:1rem}
        .languages a,.languages span,.sections a{display:inline-block;padding:.2rem 0;min-height:1.75rem}
        .sections ul{list-style:none;margin:0;padding:.5rem 0;display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;border-bottom:1px solid var(--line);font-size:1rem}
        .sections [aria-current]{font-weight:700;text-decoration:none;color:var(--ink)}
        main{padding:1.5rem 0 2rem}
        .back{display:inline-block;margin-top:1rem;font-size:1rem}
        .back::before{content:"‹ "}
        nav+main{padding-top:1rem}
        h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}
        h2{font-size:1.4rem;line-height:1.25;margin:2rem 0 .75rem}
        h3{font-size:1.19rem;line-height:1.3;margin:1.25rem 0 .25rem}
        p{margin:0 0 1rem}
        .lead{font-size:1.3rem}
        .quiet,.hint{color:var(--quiet)}
        .quiet{font-size:1rem}
        .hint{margin:0 0 .75rem}
        .hint:empty{display:none}
        .strong{font-weight:700}
        .inset{border-left:.5rem solid var(--line);padding:.75rem 1rem;margin:1.5rem 0}
        .plain{list-style:none;padding:0;margin:0 0 1rem}
        .list{padding-left:1.25rem}
        .list li{margin-bottom:.4rem}
        fieldset{border:0;margin:0;padding:0;min-width:0}
        legend{padding:0;max-width:100%}
        legend h1,h1 label{display:block}
        legend h2{margin-top:1rem}
        .group{margin-bottom:1.5rem}
        .group.bad{border-left:.3rem solid var(--bad);padding-left:1rem}
        .error-text{margin:0 0 .75rem}
        .error{display:block;color:var(--bad);font-weight:700}
        .errors{border:.3rem solid var(--bad);padding:1rem 1.25rem;margin-bottom:2rem}
        .errors h2{margin:0 0 .75rem}
        .errors ul{margin:0}
        .errors a{color:var(--bad);font-weight:700}
        .errors a:focus-visible{color:var(--ink)}
        input[type=text],textarea{font:inherit;color:inherit;background:var(--paper);border:2px solid var(--ink);border-radius:0;padding:.3rem .5rem;min-height:2.75rem;max-width:100%}
        [aria-invalid=true]{border-color:var(--bad)}
        textarea,.wide{width:100%}
        .wide{max-width:30rem}
        .narrow{width:11rem}
        .two{width:3.6rem}
        .four{width:5.2rem}
        .date{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem}
        .date label,.conditional label{display:block;margin-bottom:.2rem}
        .typed{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-bottom:.5rem}
        .radio,.check{position:relative;display:flex;align-items:flex-start;margin-bottom:.35rem}
        .radio input,.check input{flex:none;width:2.5rem;height:2.5rem;margin:0;accent-color:var(--brand)}
        .radio label,.check label{padding:.45rem .9rem .35rem .75rem;min-height:2.75rem;flex:1}
        .check{margin-top:1rem}
        .conditional{margin:0 0 1rem 1.2rem;padding:.25rem 0 .5rem 1.8rem;border-left:.25rem solid var(--line)}
        .conditional .date{margin-bottom:.5rem}
        .which{margin-top:1rem}
        .divider{margin:.25rem 0 .5rem .9rem}
        .buttons{display:flex;flex-wrap:wrap;gap:.75rem 1rem;margin:1.5rem 0}
        button,.button{font:inherit;font-weight:700;display:inline-block;padding:.55rem 1.1rem;min-height:2.75rem;color:#fff;background:var(--go);border:2px solid var(--go);border-radius:.2rem;text-decoration:none;cursor:pointer;line-height:1.3}
        button:hover,.button:hover{background:#085534}
        .second{background:var(--paper);color:var(--ink);border-color:var(--ink);font-weight:400}
        .second:hover{background:var(--soft)}
        button:focus-visible,.button:focus-visible{background:var(--focus);border-color:var(--focus);color:var(--ink);box-shadow:0 .25rem var(--ink);outline:none}
        .link{background:none;border:0;color:var(--link);font-weight:400;text-decoration:underline;padding:0 .3rem;min-height:1.75rem}
        .link:hover{background:none}
        details{margin:1rem 0}
        summary{color:var(--link);cursor:pointer;text-decoration:underline;min-height:1.75rem}
        details[open]>:not(summary){margin-left:1.2rem}
        .why{margin-top:2rem}
        .caption{color:var(--quiet)}
        .answers{margin:0 0 1.5rem;border-top:1px solid var(--line)}
        .answers>div{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,2fr) auto;gap:.25rem 1rem;border-bottom:1px solid var(--line);padding:.6rem 0}
        .answers dt{font-weight:700}
        .answers dd{margin:0}
        .answers .plain{margin:0}
        .outcome{padding:1.25rem 1.25rem .75rem;margin-bottom:1.5rem;border-left:.8rem solid;background:var(--soft)}
        .outcome h1{margin-bottom:.5rem}
        .outcome p{margin:0 0 .5rem}
        .outcome.good{border-color:var(--go)}
        .outcome.no{border-color:var(--bad)}
        .outcome.open{border-color:#8a5a00}
        .tag{display:inline-block;font-size:.95rem;font-weight:700;padding:.05rem .5rem;margin-left:.35rem;border:2px solid}
        .tag.good{color:var(--go)}
        .tag.no{color:var(--bad)}
        .tag.open{color:#6d4700}
        .reason p{margin-bottom:.5rem}
        .map{max-width:100%;height:auto;border:1px solid var(--line);display:block}
        .scroll{overflow-x:auto;margin-bottom:1rem}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line)}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        .rule{border-bottom:1px solid var(--line);padding-bottom:.5rem}
        .rule p{margin-bottom:.4rem}
        .clause{margin-left:1.2rem}
        .remark{margin-left:1.2rem;color:var(--quiet);font-size:1rem}
        @media(max-width:40rem){body{font-size:1.0625rem}h1{font-size:1.6rem}.lead{font-size:1.15rem}.answers>div{grid-template-columns:1fr}.buttons>*{width:100%;text-align:center}.conditional{margin-left:.6rem;padding-left:1rem}}
        @media print{.top{background:none;color:#000;border-bottom:2px solid #000}.top a,a{color:#000;text-decoration:none}.languages,.sections,.skip,.back,.no-print,.buttons,.act,form{display:none}body{font-size:11pt}.width{max-width:none;padding:0}.outcome{background:none;border:2px solid #000;border-left-width:.8rem}.reason,.answers>div,.map,.rule{break-inside:avoid}.map{max-height:16cm}h2,h3{break-after:avoid}}
        @media(forced-colors:active){.tag,.outcome,button,.button{border:2px solid}}

        """

    /// The sign of the site in a tab: a ward with a dot in it.
    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M4 10 14 3l13 6 2 13-12 7-12-6z" fill="#10354f"/><circle cx="16" cy="16" r="5" fill="#ffd54a"/></svg>

        """
}
