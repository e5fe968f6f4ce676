"""What the front adds to evcxr, on one real kernel.

    .venv/bin/python -m env.kernel.test_front
"""
import os
import tempfile
import unittest
from pathlib import Path

from env.kernel.is_complete import judge
from env.kernel.parts import without_warnings
from env.kernel.runs_once import RunsOnce
from env.kernel.test_kernel import PATIENCE, Kernel, gone

LINE = "let mut line = String::new(); std::io::stdin().read_line(&mut line).unwrap();"
LOOP = """let begin = std::time::Instant::now();
let mut s = 0u64;
for i in 0..20_000_000u64 { s = s.wrapping_mul(31) ^ i; }
println!("{}", begin.elapsed().as_secs_f64() + (s as f64) * 0.0);"""
BLOCK = 'println!("EVCXR_BEGIN_CONTENT text/plain\\n%d\\nEVCXR_END_CONTENT");'


class FrontTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()

    def value(self, cell: str) -> str:
        return self.kernel.run(cell)[1].strip()

    def test_a_panic_and_a_question_mark_are_errors_and_variables_stay(self):
        self.kernel.run("let kept = 3;")
        for cell, name, value in (('panic!("no")', "Panic", "no"), ('"x".parse::<i32>()?', "Error", "invalid digit found in string")):
            reply = self.kernel.reply(cell)
            self.assertEqual((reply["status"], reply["ename"], reply["evalue"]), ("error", name, value))
            self.assertIn(value, "\n".join(reply["traceback"]))
            self.assertEqual(self.value("kept"), "3")

    def test_a_cell_that_is_sent_once_a_failure_is_known_runs(self):
        self.kernel.run("let held = 4;")
        for _ in range(20):
            self.assertEqual(self.kernel.reply("this is no Rust")["status"], "error")
            self.assertEqual(self.value("held"), "4")

    def test_a_warning_of_an_earlier_cell_does_not_stand_where_the_error_should(self):
        self.kernel.run("macro_rules! never_used { () => { 1 }; }")
        reply = self.kernel.reply('let a: i32 = "x";')
        self.assertEqual(reply["evalue"], "mismatched types")
        self.assertNotIn("never_used", "\n".join(reply["traceback"]))
        self.kernel.run(":clear")

    def test_arithmetic_is_checked_as_everywhere_in_rust(self):
        self.kernel.run('let z: u8 = "255".parse().unwrap();')
        for cell, value in (("z + 1", "attempt to add with overflow"), ("debug_assert!(z == 0)", "assertion failed: z == 0")):
            self.assertEqual(self.kernel.reply(cell).get("evalue"), value)

    def test_a_loop_is_optimized_and_opt_sets_the_level(self):
        fast = float(self.value(LOOP))
        self.kernel.run(":opt 0")
        slow = float(self.value(LOOP))
        self.kernel.run(":opt 2")
        self.assertGreater(slow, 1.5 * fast)

    def test_a_print_without_a_newline_appears_at_once(self):
        noticed = self.kernel.folder / "noticed"
        waits = f'while !std::path::Path::new("{noticed}").exists() {{ std::thread::yield_now(); }}'
        _, text = self.kernel.run(f'print!("begun;"); {waits} print!("ended");', lambda text: noticed.touch() if "begun" in text else None)
        self.assertEqual(text, "begun;ended")

    def test_every_rich_output_is_shown(self):
        shown = []
        self.kernel.run(BLOCK % 1 + BLOCK % 2, shown.append)
        self.assertEqual([text for text in shown if text], ["1", "2"])

    def test_a_block_that_the_cell_does_not_end_ends_with_the_cell(self):
        self.kernel.run("let held = 5;")
        self.assertEqual(self.value('println!("EVCXR_BEGIN_CONTENT text/plain\\nopen");'), "open")
        self.assertEqual(self.value("held"), "5")

    def test_a_cell_reads_the_input_box_or_is_told_that_there_is_none(self):
        self.assertIn("no input box", self.value(LINE + "line"))
        self.assertEqual(self.kernel.reply(LINE, answer="typed")["status"], "ok")
        self.assertEqual(self.value("line"), '"typed\\n"')

    def test_an_interrupt_costs_no_more_than_it_must(self):
        client = self.kernel.client
        client.control_channel.send(client.session.msg("interrupt_request"))
        self.assertEqual(client.get_control_msg(timeout=PATIENCE)["content"]["status"], "ok")
        self.kernel.run("let held = 3; fn twice(x: i32) -> i32 { 2 * x }")
        self.assertEqual(self.value("held"), "3")
        self.assertIn("nothing is lost", self.kernel.interrupted("loop { }", when="compiling"))
        self.assertEqual(self.value("held"), "3")
        self.assertIn("variables are lost", self.kernel.interrupted('println!("go"); loop { }', when="go"))
        self.assertEqual(self.value("twice(4)"), "8")

    def test_cells_behind_a_failed_one_do_not_run(self):
        sent = [self.kernel.client.execute(cell) for cell in ('panic!("no")', "1 + 1")]
        self.assertEqual([self.kernel.reply_to(request)["status"] for request in sent], ["error", "aborted"])

    def test_commands_that_cannot_work_change_nothing_and_cache_works(self):
        for command in (":linker lld", ":linker absent", ":allow_static_linking 0"):
            status, text = self.kernel.run(command)
            self.assertEqual(status, "ok")
            self.assertIn("Nothing was changed", text)
        self.kernel.run(":cache 100")
        self.assertEqual(self.value("6 * 7"), "42")
        self.kernel.run(":cache 0")

    def test_rust_s_tools_run_in_a_cell_as_in_a_terminal(self):
        names = ("RUSTUP_TOOLCHAIN", "LD_PRELOAD", "CARGO", "EVCXR_TMPDIR")
        there = "".join(f"{name}={os.environ.get(name, '')};" for name in names)
        self.assertEqual(self.value(f'!printf "{"".join(f"{name}=${name};" for name in names)}"'), there)
        self.assertEqual(self.kernel.run("!cargo fmt --version")[0], "ok")

    def test_a_local_crate_whose_manifest_changed_is_read_anew(self):
        with tempfile.TemporaryDirectory() as folder:
            manifest = Path(folder) / "Cargo.toml"
            (Path(folder) / "src").mkdir()
            (Path(folder) / "src" / "lib.rs").write_text('pub fn f() -> u8 { 1 }\n#[cfg(feature = "more")]\npub fn g() -> u8 { 2 }\n')
            manifest.write_text('[package]\nname = "beside"\nversion = "0.1.0"\nedition = "2024"\n')
            with Kernel() as kernel:
                self.assertEqual(kernel.run(f':dep beside = {{ path = "{folder}" }}\nlet a = beside::f(); a')[1].split()[-1], "1")
            manifest.write_text(manifest.read_text() + "[features]\nmore = []\n")
            with Kernel() as kernel:
                line = f':dep beside = {{ path = "{folder}", features = ["more"] }}'
                self.assertEqual(kernel.run(f"{line}\nlet a = beside::g(); a")[1].split()[-1], "2")

    def test_the_person_s_own_init_and_prelude_run_before_the_first_cell_and_a_broken_one_does_no_harm(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "prelude.rs").write_text("let mine = 7; fn twice(x: i32) -> i32 { 2 * x }\nmine")
            own = {"UPDOWN_KERNEL_OFF": "", "EVCXR_CONFIG_DIR": folder}
            with Kernel(**own) as kernel:
                self.assertEqual(kernel.run("twice(mine)"), ("ok", "14"))
            (Path(folder) / "init.evcxr").write_text(":dep there-is-no-such-crate = { path = \"/nowhere\" }\n")
            with Kernel(**own) as kernel:
                status, text = kernel.run("twice(mine)")
                self.assertEqual((status, text.strip().split("\n")[-1]), ("ok", "14"))
                self.assertIn(str(Path(folder) / "init.evcxr"), text)
                self.assertIn("goes on without it", text)
                self.assertEqual(kernel.run("1 + 1"), ("ok", "2"))
            (Path(folder) / "prelude.rs").write_text("panic!(\"mine\")")
            with Kernel(**own) as kernel:
                self.assertIn("mine", kernel.run("1 + 1")[1])
                self.assertEqual(kernel.run("1 + 1"), ("ok", "2"))

    def test_a_comm_has_no_reply_and_keeps_nobody_waiting(self):
        session, channel = self.kernel.client.session, self.kernel.client.shell_channel
        channel.send(session.msg("comm_open", {"comm_id": "1", "target_name": "nobody's", "data": {}}))
        channel.send(session.msg("comm_msg", {"comm_id": "1", "data": {}}))
        self.assertEqual(self.value("1 + 1"), "2")

    def test_quit_is_answered(self):
        with Kernel() as kernel:
            self.assertEqual(kernel.reply(":quit")["payload"], [{"source": "ask_exit", "keepkernel": False}])
            self.assertIsNone(kernel.manager.provisioner.process.poll(), "a console reads the answer of a kernel that lives")
            self.assertTrue(gone(kernel.folder))


class CellsTest(unittest.TestCase):
    def test_whole_cells_are_told_from_begun_ones(self):
        for status, cells in {
            "complete": ["1 + 1", "fn f() { }", ":dep x", "let s = \"{\";", "// {", "'{'", "r#\"a \" {\"#", "/* { */ 1", "let x: &'static str = \"\";"],
            "incomplete": ["fn f() {", "let x =", "f(1,", "\"abc", "/* a", "match x { 1 => [", "1 +"],
            "invalid": ["}", "f(]"],
        }.items():
            for cell in cells:
                self.assertEqual(judge(cell)["status"], status, cell)

    def test_warnings_give_way_to_errors_and_stay_where_there_are_none(self):
        warning, wrong, syntax = ({"traceback": [f"\x1b[31m{head}:\x1b[0m words"]} for head in ("[unused_macros] Error", "[E0308] Error", "Error"))
        self.assertEqual(without_warnings([warning, wrong, syntax]), [wrong, syntax])
        self.assertEqual(without_warnings([warning]), [warning])
        self.assertEqual(without_warnings([{"traceback": []}, warning]), [{"traceback": []}])

    def test_only_cells_without_a_loop_run_once(self):
        class Mark:
            def touch(self): ...
            def unlink(self, missing_ok): ...
        cells = RunsOnce(Mark())
        for cell in ("1 + 1", "let df = df!(\"a\" => [1])?; df", "df.clone().lazy().group_by([col(\"a\")]).collect()?", '"for a while"'):
            self.assertTrue(cells.is_straight(cell), cell)
        for cell in ("for i in 0..3 { }", "v.iter().sum::<i32>()", "(0..9).sum::<i32>()", "v.sort()", "vec![0; 9]", "fn f() { }", "f()", "x.map(|y| y)"):
            self.assertFalse(cells.is_straight(cell), cell)


if __name__ == "__main__":
    unittest.main(verbosity=2)
