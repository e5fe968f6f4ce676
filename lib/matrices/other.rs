//! Files that hold a matrix or a graph in a form that cannot be read, and how to convert them.

use crate::files::kind::FileKind;

/// What to do with a file of this extension, or of this kind if the extension says nothing; begins with a comma.
pub(super) fn hint(ending: &str, kind: Option<FileKind>) -> String {
    const SAVE: &str = "numpy.save(\"m.npy\", networkx.to_numpy_array(networkx";
    let python = match ending {
        "graphml" => format!("{SAVE}.read_graphml(FILE)))"),
        "gexf" => format!("{SAVE}.read_gexf(FILE)))"),
        "gml" => format!("{SAVE}.read_gml(FILE)))"),
        "net" | "paj" | "pajek" => format!("{SAVE}.Graph(networkx.read_pajek(FILE))))"),
        "adjlist" => format!("{SAVE}.read_adjlist(FILE)))"),
        "mtx" => "scipy.sparse.save_npz(\"m.npz\", scipy.io.mmread(FILE).tocsr())".to_owned(),
        "mat" => "numpy.save(\"m.npy\", scipy.io.loadmat(FILE)[NAME])".to_owned(),
        "json" => {
            "numpy.save(\"m.npy\", json.load(open(FILE))) where it is a list of rows".to_owned()
        }
        "xlsx" | "xls" | "ods" => return ", found a spreadsheet: export it as .csv".to_owned(),
        "ckpt" | "pt" | "pth" | "bin" => {
            return ", found weights: `updown associate` makes matrices of them".to_owned();
        }
        _ => return kind.map_or(String::new(), |kind| format!(", found {kind}")),
    };
    format!(", found .{ending}: {python} makes one")
}
