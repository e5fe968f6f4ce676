"""Crates beside the library, on real kernels. Needs the registry, or what cargo has fetched from it before."""

import shutil
import unittest

from env.kernel import layout
from env.kernel.test_kernel import READER, Kernel

CSV = ':dep csv = "1"\n' + 'let n = csv::Reader::from_reader("a,b\\n1,2\\n".as_bytes()).records().count(); n'


@unittest.skipUnless((layout.TOOLCHAIN / "stamp").exists() and shutil.which("cargo"), "the kernel is not installed here")
class BesideTest(unittest.TestCase):
    def test_a_crate_beside_the_library_is_built_apart_and_kept(self):
        built = []
        for _ in range(2):
            with Kernel() as kernel:
                kernel.run(READER)
                status, text = kernel.run(CSV)
                self.assertEqual((status, text.split()[-1]), ("ok", "1"), text)
                self.assertNotIn("polars", text)
                self.assertEqual(kernel.run('let t = df!("a" => [1, 2])?; t.height()')[1].strip(), "2")
                built.append("Compiling" in text)
        self.assertFalse(built[1], "the second kernel finds it")


if __name__ == "__main__":
    unittest.main()
