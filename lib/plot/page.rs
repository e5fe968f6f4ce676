//! Self-contained pages: our own scripts and styles around data. They contain no other program's code, and may fetch
//! nothing.

/// The scripts that draw a scene; only functions.
pub(crate) const DRAWING: [&str; 3] = [
    include_str!("../../assets/page/numbers.js"),
    include_str!("../../assets/page/draw.js"),
    include_str!("../../assets/page/plot.js"),
];
/// The look of plots on a page.
pub(crate) const STYLE: &str = include_str!("../../assets/page/style.css");

/// A page forbids itself everything but its own content.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/// The contents of a page.
pub(crate) struct Page<'p> {
    /// Any text.
    pub title: &'p str,
    /// HTML.
    pub body: &'p str,
    /// CSS after [`STYLE`].
    pub style: &'p str,
    /// Scripts after [`DRAWING`]; the last one starts the page.
    pub scripts: &'p [&'p str],
    /// The text of the element `data` for the scripts: JSON or base64.
    pub data: &'p str,
}

impl Page<'_> {
    /// The page as HTML.
    pub fn to_html(&self) -> String {
        let title = escape(self.title);
        // Only `<` could end a script of data, and in JSON it occurs only in strings.
        let data = self.data.replace('<', "\\u003c");
        let scripts = [&DRAWING[..], self.scripts].concat().join("\n");
        [
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
            &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"),
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            &format!(
                "<title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n",
                self.style
            ),
            &format!("<body>\n<h1>{title}</h1>\n{}", self.body),
            &format!("<script type=\"application/json\" id=\"data\">{data}</script>\n"),
            &format!("<script>\n{scripts}</script>\n</body>\n</html>\n"),
        ]
        .concat()
    }
}

/// Escapes text for HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_page_cannot_break_out_of_it() {
        let page = Page {
            title: "<b>\"&",
            body: "",
            style: "",
            scripts: &["begin();\n"],
            data: "{\"x\":\"</script><script>alert(1)\"}",
        };
        let html = page.to_html();
        assert!(html.contains("<title>&lt;b&gt;&quot;&amp;</title>"));
        assert_eq!(html.matches("</script>").count(), 2);
        assert!(html.contains("\\u003c/script>\\u003cscript>alert"));
    }
}
