//! Names of tensors, taken apart: `model._orig_mod.layers.3.weight` is the tensor `weight` of the module `model.layers.3`.

use std::collections::BTreeSet;

/// What PyTorch's wrappers (DataParallel, `torch.compile`, Lightning's strategies, FSDP) add to names; it has no meaning.
const WRAPPERS: [&str; 5] = [
    "module",
    "_orig_mod",
    "_forward_module",
    "_fsdp_wrapped_module",
    "_checkpoint_wrapped_module",
];

/// A tensor's name, split into parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The name in the file.
    pub full: String,
    /// The module, without wrappers.
    pub module: Vec<String>,
    /// Which tensor of the module it is: `weight`, `weight_orig`, `parametrizations.weight.original`.
    pub leaf: String,
    /// Where in `full` each part of the module begins, and the leaf.
    begins: Vec<usize>,
}

impl Name {
    /// What precedes part `depth` of the module in the file's name: `model.`.
    pub fn prefix(&self, depth: usize) -> &str {
        &self.full[..self.begins[depth]]
    }

    fn split(full: &str, strip: bool) -> Self {
        let (mut parts, mut at) = (Vec::new(), 0);
        for part in full.split('.') {
            parts.push((part, at));
            at += part.len() + 1;
        }
        let (last, before) = parts.split_last().expect("a text has at least one part");
        let is_wrapper = |part: &str| strip && WRAPPERS.contains(&part);
        let mut kept: Vec<(&str, usize)> = before
            .iter()
            .filter(|(part, _)| !is_wrapper(part))
            .copied()
            .collect();
        kept.push(*last);
        let parametrized = kept
            .iter()
            .position(|(part, _)| *part == "parametrizations");
        let cut = parametrized.unwrap_or(kept.len() - 1);
        let text = |parts: &[(&str, usize)]| parts.iter().map(|p| p.0.to_owned()).collect();
        let leaf: Vec<String> = text(&kept[cut..]);
        Self {
            full: full.to_owned(),
            module: text(&kept[..cut]),
            leaf: leaf.join("."),
            begins: kept[..=cut].iter().map(|p| p.1).collect(),
        }
    }
}

/// The names, split into parts. Wrappers are stripped, unless two tensors would then have the same name.
pub(super) fn split(names: &[String]) -> Vec<Name> {
    let all = |strip| names.iter().map(move |name| Name::split(name, strip));
    let stripped: Vec<Name> = all(true).collect();
    let different: BTreeSet<_> = stripped.iter().map(|n| (&n.module, &n.leaf)).collect();
    if different.len() == stripped.len() {
        stripped
    } else {
        all(false).collect()
    }
}

/// A module's path with every number replaced by `#`, and the numbers, which order the layers of one stem.
pub(super) fn stem(path: &[String]) -> (String, Vec<u64>) {
    let (mut stem, mut numbers) = (String::new(), Vec::new());
    let path = path.join(".");
    let mut rest = path.as_str();
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let (text, tail) = rest.split_at(begin);
        let end = tail
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(tail.len());
        stem.push_str(text);
        stem.push('#');
        numbers.push(tail[..end].parse().unwrap_or(u64::MAX));
        rest = &tail[end..];
    }
    stem.push_str(rest);
    (stem, numbers)
}

/// Names in one line, cut short if they are many or long.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    /// How many names are shown.
    const SHOWN: usize = 4;
    let names: Vec<&str> = names.into_iter().collect();
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| short(name)).collect();
    match names.len() {
        0 => "none".to_owned(),
        n if n > SHOWN => format!("{} and {} more", shown.join(", "), n - SHOWN),
        _ => shown.join(", "),
    }
}

/// A name in backquotes; of a long one the end, which tells what it is.
pub(super) fn short(name: &str) -> String {
    const MOST: usize = 48;
    let count = name.chars().count();
    if count <= MOST {
        return format!("`{name}`");
    }
    let end: String = name.chars().skip(count - MOST + 1).collect();
    format!("`…{end}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(names: &[&str]) -> Vec<(String, String)> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let split = split(&names).into_iter();
        split.map(|n| (n.module.join("."), n.leaf)).collect()
    }

    #[test]
    fn wrappers_are_stripped_wherever_they_stand() {
        let names = [
            "module.model._orig_mod.fc1.weight",
            "fc1._orig_mod.bias",
            "weight",
        ];
        let expected = [("model.fc1", "weight"), ("fc1", "bias"), ("", "weight")];
        assert_eq!(
            parts(&names),
            expected.map(|(m, l)| (m.to_owned(), l.to_owned()))
        );
    }

    #[test]
    fn wrappers_stay_where_two_tensors_would_get_one_name() {
        let found = parts(&["fc1.weight", "module.fc1.weight"]);
        assert_eq!(found[1].0, "module.fc1");
    }

    #[test]
    fn a_parametrisation_belongs_to_its_module() {
        let found = parts(&["net.0.parametrizations.weight.0._u"]);
        let expected = (
            "net.0".to_owned(),
            "parametrizations.weight.0._u".to_owned(),
        );
        assert_eq!(found, [expected]);
    }

    #[test]
    fn prefixes_are_those_of_the_file() {
        let names = ["module.model._orig_mod.fc1.weight".to_owned()];
        let name = &split(&names)[0];
        assert_eq!(name.prefix(0), "module.");
        assert_eq!(name.prefix(1), "module.model._orig_mod.");
    }

    #[test]
    fn numbers_are_read_as_numbers() {
        let path = |text: &str| -> Vec<String> { text.split('.').map(str::to_owned).collect() };
        assert_eq!(
            stem(&path("blocks.10.fc2")),
            ("blocks.#.fc#".to_owned(), vec![10, 2])
        );
        assert_eq!(stem(&path("proj")), ("proj".to_owned(), vec![]));
        let beyond = format!("fc{}", "9".repeat(40));
        assert_eq!(stem(&[beyond]), ("fc#".to_owned(), vec![u64::MAX]));
    }
}
