/// How a report looks: on a screen, light or dark, narrow or wide, and on paper.
///
/// All colours of words are at least 7 to 1 against what is behind them, those of bars at least 3 to 1.
enum ReportStyle {
    static let sheet = """

        :root { color-scheme: light dark; --page: #fff; --ink: #16181d; --soft: #474c55; --line: #767b85;
          --faint: #eceef2; --panel: #f5f6f8; --link: #14468c; --mark: #fff4d6;
          --one: #1f4e8c; --two: #a85a00; --three: #00705a; --four: #4b4f57; }
        @media (prefers-color-scheme: dark) { :root { --page: #15171b; --ink: #f2f3f5; --soft: #c3c8d1;
          --line: #868c97; --faint: #2a2e35; --panel: #1e2127; --link: #a9ccff; --mark: #3a3113;
          --one: #86b6f5; --two: #f0a850; --three: #5fd0b5;
          --four: #9a9fa9; } }
        @media print { :root { color-scheme: light; --page: #fff; --ink: #000; --soft: #333; --line: #666;
          --faint: #eceef2; --panel: #fff; --link: #000; --mark: #fff; --one: #1f4e8c; --two: #a85a00;
          --three: #00705a; --four: #4b4f57; } }
        * { box-sizing: border-box; }
        html { background: var(--page); color: var(--ink); }
        body { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
          max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        h1, h2, h3 { line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
        h1 { font-size: 1.9rem; margin: 0 0 1rem; }
        h2 { font-size: 1.4rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--ink); }
        h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
        p, li, dd { max-width: 46rem; overflow-wrap: anywhere; }
        a { color: var(--link); }
        a:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        main:focus { outline: none; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .5rem; }
        .programme { color: var(--soft); font-weight: 600; margin: 0; }
        .figures { list-style: none; display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 0 0 1rem; }
        .figures li { flex: 1 1 12rem; background: var(--panel); border: 1px solid var(--line);
          border-radius: .4rem; padding: .75rem 1rem; }
        .figures strong { display: block; font-size: 1.75rem; line-height: 1.2;
          font-variant-numeric: tabular-nums; }
        .figures span { color: var(--soft); }
        .care { background: var(--mark); border-left: .3rem solid var(--ink); padding: .6rem .9rem; }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; }
        nav a { display: inline-block; padding: .25rem 0; }
        dl div { padding: .45rem 0; border-bottom: 1px solid var(--faint); }
        dt { font-weight: 600; }
        dd { margin: 0; }
        code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
        figure { margin: 1rem 0 1.5rem; }
        figcaption, caption { font-weight: 600; text-align: left; padding: 0 0 .5rem; }
        caption { max-width: calc(100vw - 2rem); }
        .chart { display: block; overflow: visible; }
        .chart text { font-size: .95em; fill: var(--ink); font-variant-numeric: tabular-nums; }
        .track { fill: var(--faint); }
        .part-1 { fill: var(--one); stroke: var(--one); }
        .part-2 { fill: url(#stripes); stroke: var(--two); }
        .part-3 { fill: url(#dots); stroke: var(--three); }
        .part-4 { fill: url(#lines); stroke: var(--four); }
        .back { fill: var(--page); } .ink-2 { fill: var(--two); } .ink-3 { fill: var(--three); }
        .ink-4 { fill: var(--four); }
        .patterns { position: absolute; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0;
          margin: 0 0 .5rem; }
        .legend li { display: flex; align-items: center; gap: .5rem; }
        .swatch { overflow: visible; }
        .wide { overflow-x: auto; margin: 0 0 1.25rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--faint); vertical-align: top; }
        thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; }
        tfoot th, tfoot td { border-top: 2px solid var(--line); border-bottom: 0; font-weight: 600; }
        th { text-align: left; font-weight: 600; }
        tbody th { font-weight: 400; min-width: 8rem; }
        .number { text-align: right; white-space: nowrap; }
        thead .number { white-space: normal; }
        .words { text-align: left; min-width: 6rem; }
        .map svg { display: block; width: 100%; min-width: 44rem; height: auto; background: #fff; }
        footer { margin-top: 2.5rem; color: var(--soft); border-top: 1px solid var(--line); }
        @media (max-width: 30rem) {
          th, td { padding: .35rem .25rem; }
          .words, tbody th { min-width: 4.5rem; }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          nav, .skip { display: none; }
          h2 { margin-top: 1.5rem; }
          h2, h3, caption, figcaption { break-after: avoid; }
          figure, tr, dl div, li { break-inside: avoid; }
          .wide { overflow: visible; }
          tfoot { display: table-row-group; }
          .map svg { min-width: 0; }
          th, td { padding: .2rem .35rem; }
          .part-1, .part-2, .part-3, .part-4, .track, .swatch, .chart { print-color-adjust: exact;
            -webkit-print-color-adjust: exact; }
        }

        """
}
