"""The compiler asked for a type, in a folder as evcxr leaves it after rust-analyzer found none."""
import shutil
import tempfile
import unittest
from pathlib import Path

from env.kernel import remedy

MANIFEST = '[package]\nname = "ctx"\nversion = "1.0.0"\nedition = "2024"\n'
LOST = {"ename": "Error", "evalue": "Couldn't automatically determine type of variable `x`.", "traceback": []}
WARNING = {"ename": "Error", "evalue": "unused macro definition: `m`", "traceback": []}


class RemedyTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "src").mkdir()
        (self.folder / "Cargo.toml").write_text(MANIFEST)
        (self.folder / "checked").write_text("CARGO_TARGET_DIR=target\ncargo\ncheck\n--message-format=json")

    def other(self, code: str, errors: list[dict] | None = None) -> str | None:
        source = f"async fn evcxr_analysis_wrapper() -> Result<(), String> {{\n{code}\n;Ok(())\n}}\nmacro_rules! m {{ () => {{}} }}"
        (self.folder / "src" / "lib.rs").write_text(source)
        found = remedy.other_code(code, [LOST] if errors is None else errors, self.folder, 0)
        self.assertEqual((self.folder / "src" / "lib.rs").read_text(), source)
        return found

    def test_a_type_that_only_the_compiler_knows_is_written_down(self):
        code = 'let x = std::collections::HashMap::from([("a", 1.5)]);'
        self.assertEqual(self.other(code), code + " let x: std::collections::HashMap<&str, f64> = x;")

    def test_each_variable_of_a_pattern_gets_its_type(self):
        code = "let (mut a, b) = (vec![1u8], 2);\na"
        self.assertEqual(self.other(code), "let (mut a, b) = (vec![1u8], 2); let mut a: std::vec::Vec<u8> = a; let b: i32 = b;\na")

    def test_an_annotation_with_gaps_is_filled(self):
        code = "let x: Vec<_> = vec![1u8]; // let y = 2;"
        self.assertEqual(self.other(code), "let x: Vec<_> = vec![1u8]; let x: std::vec::Vec<u8> = x; // let y = 2;")

    def test_a_wrong_cell_keeps_its_error_and_loses_its_warnings(self):
        errors = [WARNING, {"ename": "Error", "evalue": "cannot find value `missing` in this scope", "traceback": []}]
        self.assertIsNone(self.other("let x = missing;", errors))
        self.assertEqual([each["evalue"] for each in errors], ["cannot find value `missing` in this scope"])

    def test_a_type_without_a_name_is_told_in_place_of_a_warning(self):
        errors = [dict(WARNING)]
        self.assertIsNone(self.other("let f = |n: i32| n + 1;", errors))
        self.assertIn("`f` cannot be kept", errors[0]["evalue"])
        self.assertIn("Box<dyn Fn", errors[0]["evalue"])

    def test_what_failed_otherwise_is_left_alone(self):
        (self.folder / "src" / "lib.rs").write_text("pub extern fn run_user_code_1() {}")
        self.assertIsNone(remedy.other_code("let x = 1;", [LOST], self.folder, 0))
        self.assertIsNone(remedy.other_code("let x = 1;", [LOST], self.folder, 1))

    def test_the_variables_of_a_pattern_are_found(self):
        code = "let Point { x, y: other } = p; let Some(n) = opt else { let inner = 1; panic!(\"let q = 2;\") }; let [first, .., last] = a;"
        found = [name for _, names in remedy.let_statements(code) for name, _ in names]
        self.assertEqual(found, ["x", "other", "n", "first", "last"])


if __name__ == "__main__":
    unittest.main()
