"""Which items stay: what a cell can name, and what the signatures and constants of that are made of.

Names stand for what they name: an item that no cell can reach stays if one that stays mentions its name.
"""
from collections import defaultdict

from env.kernel.signatures.items import Item, Token
from env.kernel.signatures.paths import leaves

# Of no use in a cell of stable Rust, and large.
DROPPED = set("f16 f128 core_arch core_simd simd std_float backtrace_rs autodiff mir offload".split())
WITHOUT = {"f16", "f128", "StructuralPartialEq", "TrivialClone", "UseCloned"}  # no impls of, or for, these
PATTERN = "is"  # `u32 is 1..`: what the compiler makes of pattern_type!, which no parser but its own knows
# What rust-analyzer's own panic! and unreachable! expand to.
EXPANDED = {"panic_2015", "panic_2021", "unreachable_2015", "unreachable_2021"}
WIRED = ("lang=", "rustc_builtin_macro", "prelude_import", "macro_export", "rustc_doc_primitive", "doc(keyword")
KEYWORDS = set(
    "as impl for where dyn mut const unsafe extern fn self Self crate super pub in ref type trait struct enum union use mod static "
    "async move let match if else loop while return break continue true false default auto macro macro_rules".split()
)


def words(part: list[Token]) -> set[str]:
    return {token.text for token in part if token.kind == "word"} - KEYWORDS


def called_macros(part: list[Token]) -> set[str]:
    return {name.text + "!" for name, mark in zip(part, part[1:]) if mark.text == "!" and name.kind == "word"}


class Choice:
    def __init__(self, crates: dict[str, Item]):
        self.types: set[str] = set()  # mentioned where only a type may stand
        self.values: set[str] = set()  # mentioned where a function, a constant or a macro (with its `!`) may stand
        self.kept: set[int] = set()
        self.names: set[str] = set()  # of what is kept
        self.defined: dict[str, list[Item]] = defaultdict(list)
        self.public: set[int] = set()
        self.items: list[Item] = []
        for crate in crates.values():
            self.survey(crate, True)
        for crate in crates.values():
            self.follow_globs(crate)
        self.run()

    # --- what a cell can reach ---

    def survey(self, module: Item, public: bool) -> None:
        module.items = [item for item in module.items if not (item.kind == "mod" and item.name in DROPPED)]
        if public:
            self.public.add(id(module))
        for item in module.items:
            if item.name:
                self.defined[item.name].append(item)
            reached = public and item.visible == "pub" and not item.has("unstable") and not item.has("doc(hidden")
            if item.kind == "mod" and item.items is not None:
                self.survey(item, reached)
            elif reached or is_wired(item):
                self.public.add(id(item))
            self.items.append(item)

    def follow_globs(self, module: Item) -> None:
        """`pub use private::*` makes public what is public in there."""
        for item in module.items:
            if item.kind == "mod" and item.items is not None:
                self.follow_globs(item)
            elif item.kind == "use" and id(item) in self.public:
                for path, _ in leaves(item.head[1:-1]):
                    for target in self.defined[path[-2]] if path[-1] == "*" and len(path) > 1 else ():
                        self.publish(target)

    def publish(self, module: Item) -> None:
        if module.kind != "mod" or not module.items or id(module) in self.public:
            return
        self.public.add(id(module))
        for item in module.items:
            if item.visible == "pub" and not item.has("unstable") and not item.has("doc(hidden"):
                if item.kind == "mod":
                    self.publish(item)
                self.public.add(id(item))
        self.follow_globs(module)

    # --- what that is made of ---

    def run(self) -> None:
        for item in self.items:
            if id(item) in self.public and item.kind != "mod":
                self.keep(item)
        before = -1
        while len(self.kept) != before:
            before = len(self.kept)
            for item in self.items:
                if id(item) not in self.kept and self.is_wanted(item):
                    self.keep(item)
                if id(item) in self.kept and item.kind in ("trait", "impl"):
                    self.keep_members(item)

    def is_wanted(self, item: Item) -> bool:
        if item.kind == "impl":
            named = words(subject(item.head)) - set(parameters(item.head))
            return not words(item.head) & (WITHOUT | {PATTERN}) and all(
                name in self.names for name in named if name[0].isupper() and name in self.defined)
        if item.kind == "macro":
            return item.name + "!" in self.values
        if item.kind in ("fn", "const", "static"):
            return item.name in self.values
        if item.kind == "crate":
            return item.has("macro_use")
        return item.kind not in ("mod", "use") and (item.name in self.types or item.name in self.values)

    def keep(self, item: Item) -> None:
        self.kept.add(id(item))
        self.names.add(item.name)
        if item.kind == "use":
            for path, _ in leaves(item.head[1:-1]):
                self.values |= {path[-1], path[-1] + "!"}
        elif item.kind in ("macro", "const", "static"):
            self.mention(item.head)
        else:
            self.types |= words(item.head)
            if item.kind != "fn":
                self.types |= words(item.body)
            elif item.is_const():
                self.mention(item.body)

    def mention(self, part: list[Token]) -> None:
        self.values |= words(part) | called_macros(part)

    def keep_members(self, item: Item) -> None:
        for member in item.items or []:
            if id(member) in self.kept or not self.is_wanted_member(member, item):
                continue
            self.kept.add(id(member))
            self.types |= words(member.head)
            if member.kind == "const":
                self.mention(member.head)
            elif member.kind == "fn" and member.is_const():
                self.mention(member.body)

    def is_wanted_member(self, member: Item, item: Item) -> bool:
        if member.kind != "fn":
            return not member.has("unstable") or member.kind == "type" or member.name in self.values
        if item.kind == "trait":
            return not member.body or not member.has("unstable") or member.name in self.values
        if item.is_trait_impl():
            return False  # the trait has the signature
        return (member.visible == "pub" and not member.has("unstable")) or member.name in self.values


def is_wired(item: Item) -> bool:
    """What the compiler, and rust-analyzer as well, finds without being told its path."""
    if item.kind == "trait" and any(map(is_wired, item.items or [])):
        return True
    return item.name in EXPANDED or any(item.has(note) for note in WIRED)


def generics(head: list[Token]) -> tuple[int, int]:
    """Where, in the head of an item, the first angle brackets open and close; nowhere: (0, 0)."""
    opened = next((at for at, token in enumerate(head) if token.text in ("<", "(", "{")), 0)
    if not opened or head[opened].text != "<" or (head[opened - 1].kind != "word"):
        return 0, 0
    level = 0
    for at in range(opened, len(head)):
        level += (head[at].text == "<") - (head[at].text == ">")
        if level == 0:
            return opened, at
    return 0, 0


def parameters(head: list[Token]) -> list[str]:
    """What an item is generic over, lifetimes too."""
    opened, closed = generics(head)
    found = []
    level = 0
    for before, token in zip(head[opened:closed], head[opened + 1 : closed]):
        level += (token.text in "<([") - (token.text in ">)]")
        if level == 0 and token.kind in ("word", "life") and before.text in ("<", ",", "const", "]") and token.text != "const":
            found.append(token.text)
    return found


def subject(head: list[Token]) -> list[Token]:
    """Of an impl: the trait and the type, without what they are generic over and without the bounds."""
    start = next(at for at, token in enumerate(head) if token.text == "impl") + 1
    if head[start].text == "<":
        start = generics(head)[1] + 1
    end = next((end for end, token in enumerate(head) if token.text == "where"), len(head))
    return head[start:end]
