package sh.lfc.nv.harness.html;

/** A page in one file that needs no other, for large and small screens, light and dark. */
public final class Page {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --text: #1b1f24; --dim: #57606a; --line: #d0d7de; --back: #fff;
              --good: #1a7f37; --bad: #cf222e; --mark: #0969da; --c0: #0969da; --c1: #bc4c00; --c2: #8250df;
              --c3: #1a7f37; --c4: #bf3989; --c5: #6e7781; }
            @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --dim: #9198a1; --line: #3d444d;
              --back: #0d1117; --good: #3fb950; --bad: #f85149; --mark: #58a6ff; --c0: #58a6ff; --c1: #f0883e;
              --c2: #bc8cff; --c3: #3fb950; --c4: #f778ba; --c5: #8b949e; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back);
              margin: 1.5rem auto; max-width: 46rem; padding: 0 1rem; }
            h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
            a { color: var(--mark); }
            .state { border-left: .4rem solid var(--good); padding: .3rem .8rem; font-size: 1.2rem; font-weight: 600; }
            .state.down { border-color: var(--bad); } .state small { display: block; font-weight: 400; color: var(--dim); }
            .sums { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1rem 0; }
            .sums div { flex: 1 1 8rem; border: 1px solid var(--line); border-radius: 8px; padding: .4rem .8rem; }
            .sums b { display: block; font-size: 1.4rem; } .sums span { color: var(--dim); font-size: .85rem; }
            .dim { color: var(--dim); font-size: .9rem; } .wide { overflow-x: auto; }
            svg { width: 100%; height: auto; } svg .grid { stroke: var(--line); }
            svg .failed { stroke: var(--bad); opacity: .5; }
            svg polyline { fill: none; stroke: var(--mark); stroke-width: 2; }
            svg text { font-size: 11px; fill: var(--dim); text-anchor: end; }
            @media (max-width: 34rem) { svg.gantt text { font-size: 14px; } }
            .why { overflow-wrap: anywhere; } code { font-size: .9rem; overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%; font-size: .92rem; }
            td, th { border-top: 1px solid var(--line); padding: .3rem .4rem; text-align: left; vertical-align: top; }
            td.n, th.n { text-align: right; white-space: nowrap; } .good { color: var(--good); } .bad { color: var(--bad); }
            .key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .85rem; color: var(--dim); }
            .key i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin-right: .3rem;
              vertical-align: -1px; }
            """;

    private Page() {}

    /**
     * The document.
     *
     * @param title plain text
     * @param style further rules of this page alone
     * @param body HTML
     */
    public static String of(String title, String style, String body) {
        return of(title, "", style, body);
    }

    /** @param head further elements of the head */
    public static String of(String title, String head, String style, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                %s<title>%s</title>
                <style>
                %s%s</style></head><body>
                %s</body></html>
                """
                .formatted(head, Html.escaped(title), STYLE, style, body);
    }

    /** A row of {@link #sum sums}. */
    public static String sums(String... sums) {
        return "<div class=\"sums\">%s</div>%n".formatted(String.join("", sums));
    }

    /** A big number and what it is; both HTML. */
    public static String sum(String value, String what) {
        return "<div><b>%s</b><span>%s</span></div>".formatted(value, what);
    }
}
