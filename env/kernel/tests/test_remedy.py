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

    def beside(self, exported: str) -> None:
        """A crate that the cell sees, with a type of one that it does not see."""
        for name, dependencies, text in (
                ("inner", "", "pub struct Thing;"),
                ("outer", 'inner = { path = "../inner" }', f"{exported}\npub fn make() -> inner::Thing {{ inner::Thing }}")):
            (self.folder / name / "src").mkdir(parents=True)
            (self.folder / name / "src" / "lib.rs").write_text(text)
            manifest = MANIFEST.replace('"ctx"', f'"{name}"')
            (self.folder / name / "Cargo.toml").write_text(f"{manifest}[dependencies]\n{dependencies}\n")
        (self.folder / "Cargo.toml").write_text(MANIFEST + '[dependencies]\nouter = { path = "outer" }\n')

    def stored(self, code: str, tries: int) -> tuple[str | None, list[dict]]:
        """What comes of a cell whose variable `x` evcxr wanted to keep under a name that leads nowhere."""
        errors = [{"ename": "Error", "evalue": "cannot find module or crate `inner` in this scope", "traceback": []}]
        source = (f"pub struct Store;\nimpl Store {{ pub fn put_variable<T: 'static>(&mut self, _: &str, _: T) {{}} }}\n"
                  f"pub fn run_user_code_0(mut evcxr_variable_store: Store) -> Store {{\n{code}\n"
                  "evcxr_variable_store.put_variable::<inner::Thing>(stringify!(x), x);\nevcxr_variable_store }")
        (self.folder / "src" / "lib.rs").write_text(source)
        found = remedy.other_code(code, errors, self.folder, tries)
        self.assertEqual((self.folder / "src" / "lib.rs").read_text(), source)
        return found, errors

    def test_a_type_of_a_crate_that_cells_do_not_see_gets_the_name_under_which_it_is_exported(self):
        self.beside("pub mod parts { pub use inner::Thing; }")
        code = "let x = outer::make();"
        self.assertEqual(self.stored(code, 0)[0], code + " let x: outer::parts::Thing = x;")

    def test_a_type_that_nothing_exports_is_told_with_the_variable_and_what_to_do(self):
        self.beside("")
        for tries in (0, 1):
            found, errors = self.stored("let x = outer::make();", tries)
            if found is None:
                self.assertIn("`x` cannot be kept", errors[0]["evalue"])
                self.assertIn("`let x: … = …;`", errors[0]["evalue"])
        self.assertIsNone(found)

    def test_a_name_that_the_person_wrote_stays_the_person_s_error(self):
        self.beside("")
        found, errors = self.stored("let x = inner::make();", 0)
        self.assertEqual((found, len(errors), errors[0]["evalue"][:11]), (None, 1, "cannot find"))

    def test_a_type_that_nobody_knows_yet_stays_the_compiler_s_error(self):
        errors = [{"ename": "Error", "evalue": "type annotations needed for `Vec<_>`", "traceback": []}]
        self.assertIsNone(self.other("let x = Vec::new();", errors))
        self.assertEqual(errors[0]["evalue"], "type annotations needed for `Vec<_>`")

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
