"""Copies of crates without what functions do."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from env.kernel import layout
from env.kernel.thin_sources import Thinner, copy


def thin(source):
    """With each run of spaces as one."""
    return re.sub(r"\s+", " ", Thinner(source).thin()).strip()


class ThinSourcesTest(unittest.TestCase):
    def test_what_functions_do_is_left_out(self):
        self.assertEqual(thin("fn a(x: [u8; 2]) -> u8 { if x { '{' } else { \"}\" } }\nfn b();"), "fn a(x: [u8; 2]) -> u8 {} fn b();")
        self.assertEqual(thin("impl A { pub unsafe extern \"C\" fn a<'a>(&'a self) where T: Fn() -> u8, { r#\"\"}\"# } }"),
                         "impl A { pub unsafe extern \"C\" fn a<'a>(&'a self) where T: Fn() -> u8, {} }")

    def test_what_types_may_need_stays(self):
        for source in ("const fn a() -> usize { 2 }", "pub const unsafe fn a() -> usize { 2 }", "const A: usize = { 1 + 1 };", "type A = fn(u8) -> u8;",
                       "struct A { a: fn(u8) }", "macro_rules! a { ($x:expr) => { fn b() { $x } }; }", "a! { fn b() { 1 } }", "a!(fn b() { 1 });",
                       "#[a(b = \"}\")] struct A;", "#![a]", "enum A { B = 1, C { d: u8 } }", "pub(crate) mod a { use b::{c, d}; }"):
            self.assertEqual(thin(source), source)

    def test_a_const_generic_is_no_body(self):
        self.assertEqual(thin("fn a(x: A<{ N }>) -> A<{ M }> { x }"), "fn a(x: A<{ N }>) -> A<{ M }> {}")

    def test_documentation_stays_and_other_comments_go(self):
        self.assertEqual(thin("/// A {\nfn a() { b() } // {\n//// {\n/* { /* */ } */ /** b */ struct B; //! c"), "/// A { fn a() {} /** b */ struct B; //! c")

    def test_modules_of_tests_are_empty(self):
        self.assertEqual(thin("#[cfg(test)]\nmod tests { use super::*; }\n#[cfg(test)] mod more;\n#[cfg(test)]\nuse a::b;\nmod c { fn d() {} }"),
                         "#[cfg(test)] mod tests {} #[cfg(test)] mod more; #[cfg(test)] use a::b; mod c { fn d() {} }")

    @unittest.skipUnless(shutil.which("rustfmt"), "needs rustfmt, which parses")
    def test_a_thin_crate_is_still_rust(self):
        with tempfile.TemporaryDirectory() as folder:
            crate = Path(folder) / "crate"
            shutil.copytree(layout.PROJECT / "lib", crate / "src")
            shutil.copytree(layout.PROJECT / "tests" / "support", crate / "tests" / "support")
            (crate / "Cargo.toml").touch()
            made = copy(crate, Path(folder) / "thin")
            sources = sorted(made.rglob("*.rs"))
            size = sum(path.stat().st_size for path in sources) / sum(path.stat().st_size for path in crate.rglob("*.rs"))
            done = subprocess.run(["rustfmt", "--edition=2024", "--emit=stdout", *sources], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(size, 0.7)


if __name__ == "__main__":
    unittest.main()
