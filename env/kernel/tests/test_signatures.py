"""What is kept of a source, on small ones; and that the committed signatures are those of the compiler's own sources."""
import tempfile
import unittest
from pathlib import Path

from env.kernel import layout
from env.kernel.signatures import generate
from env.kernel.signatures.choose import Choice
from env.kernel.signatures.items import Reader, tokens
from env.kernel.signatures.paths import leaves
from env.kernel.signatures.write import Writer


def kept(source: str) -> str:
    crates = {"std": Reader(source).crate()}
    return Writer(crates, Choice(crates)).crate(crates["std"])


class SignaturesTest(unittest.TestCase):
    def test_only_const_functions_keep_their_bodies(self):
        text = kept("pub fn f(a: u8) -> u8 { a + 1 }\npub const fn g() -> u8 { 5 }\npub trait T { fn h(&self) -> u8 { 1 } }")
        self.assertIn("pub fn f(a: u8) -> u8;", text)
        self.assertIn("pub const fn g() -> u8 { 5 }", text)
        self.assertIn("fn h(&self) -> u8 {}", text)

    def test_private_items_stay_only_if_something_public_needs_them(self):
        text = kept("mod inner { pub struct Needed; pub struct Other; }\nuse inner::{Needed, Other};\npub fn f() -> Needed { Needed }")
        self.assertIn("struct Needed", text)
        self.assertNotIn("Other", text)

    def test_what_a_constant_is_made_of_stays(self):
        text = kept("const fn half(n: u32) -> u32 { n / 2 }\npub const N: u32 = half(10);\nfn unused() {}")
        self.assertIn("const fn half(n: u32) -> u32 { n / 2 }", text)
        self.assertIn("pub const N: u32 = half(10);", text)
        self.assertNotIn("unused", text)

    def test_a_private_field_is_marked_and_keeps_the_parameters_of_an_unknown_type(self):
        text = kept("use hashbrown::Table;\npub struct Map<K, V> { table: Table<K, V>, pub size: usize }")
        self.assertIn("#[unstable]table: (K, V, )", text)
        self.assertIn("pub size: usize", text)

    def test_unstable_functions_are_left_out(self):
        text = kept('pub struct S;\nimpl S { #[unstable(feature = "f", issue = "1")] pub fn a(&self) {}\npub fn b(&self) {} }')
        self.assertNotIn("fn a", text)
        self.assertIn("fn b", text)

    def test_the_first_paragraph_of_the_documentation_stays(self):
        text = kept("/// One line,\n/// and another.\n///\n/// # Examples\npub struct S;")
        self.assertIn("/// One line,\n/// and another.\npub struct S;", text)
        self.assertNotIn("Examples", text)

    def test_an_import_of_something_left_out_goes_too(self):
        text = kept("mod a { pub fn kept() {} fn lost() {} }\npub use a::kept;\nuse a::lost;")
        self.assertIn("pub use a::kept;", text)
        self.assertNotIn("lost", text)

    def test_the_paths_of_a_use_are_read(self):
        found = leaves(tokens("a::{b, c as d, e::{self, *}}")[:-1])
        self.assertEqual(found, [(("a", "b"), "b"), (("a", "c"), "d"), (("a", "e"), "e"), (("a", "e", "*"), "*")])

    def test_text_in_literals_is_no_bracket(self):
        items = Reader("pub const A: char = '{';\npub const B: &str = \"}\\\"{\";\npub const C: &str = r#\"{\"#;").crate().items
        self.assertEqual([item.name for item in items], ["A", "B", "C"])

    def test_the_committed_signatures_are_those_of_the_sources(self):
        made_from = (layout.STD / generate.STAMP).read_text()
        if generate.compiler() != made_from:
            self.skipTest(f"rustc has moved on: {generate.compiler().splitlines()[0]}, and std/ is made from "
                          f"{made_from.splitlines()[0]}. To renew it: python -m env.kernel.signatures.generate")
        library = generate.sources()
        if library is None:
            self.skipTest("the sources of std are not installed")
        with tempfile.TemporaryDirectory() as name:
            generate.generate(library, Path(name) / "std")
            for crate in generate.CRATES:
                made = (Path(name) / "std" / crate / "src" / "lib.rs").read_text()
                self.assertTrue(made == (layout.STD / crate / "src" / "lib.rs").read_text(), f"{crate} differs: generate anew")


if __name__ == "__main__":
    unittest.main()
