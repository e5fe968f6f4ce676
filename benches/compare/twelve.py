"""The twelve questions of notebooks/05_explore in seaborn and in Altair, run on the frozen tables, and their lines of code beside ours.

    python twelve.py [--tables FOLDER] [--out FOLDER]

Wants seaborn, altair, polars, pandas and pyarrow. Each function below answers one question with the same rows, panels, means over networks,
intervals and reference lines as the notebook; names and units of axes are those of the columns, where ours come from the library. Lines are
counted from after `def`, without blank ones, and are as long as in the notebook. What the notebook prepares once (its frames `layers` and
`pairs`) is prepared once here, too.
"""

import argparse
import inspect
import json
from pathlib import Path

import altair as alt
import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

from command import PROJECT

METHODS = [name + norm for name in ("forward_cov", "forward_jac", "backward_jac", "backward_hess") for norm in ("", "_norm")]


def prepare(folder):
    """The frames that the notebook begins with."""
    read = lambda name: pd.read_parquet(folder / f"{name}.parquet")
    kept = lambda table: table[(~table.trained | (table.test_accuracy >= 0.8)) & (table.layer != "combined")]
    globals().update(runs=read("runs"), layers=kept(read("modules")), pairs=kept(read("alignments")))
    alt.data_transformers.disable_max_rows()


def by_network(table, columns, *values):
    """Means over networks need one row per network: seaborn and Altair count rows."""
    return table.groupby([*columns, "run_id"], observed=True, as_index=False)[list(values)].mean()


# --- seaborn ---

def seaborn_1():
    grid = sns.relplot(runs[runs.trained], x="strength", y="test_accuracy", col="regularizer", hue="regularizer", kind="line", err_style="bars", marker="o", facet_kws={"sharex": False})
    for name, axis in grid.axes_dict.items():
        axis.set_xscale("linear" if name == "dropout" else "log")
    grid.refline(y=0.8)
    return grid


def seaborn_2():
    untrained = layers[~layers.trained]
    grid = sns.FacetGrid(untrained, row="method", col="layer", hue="method", row_order=METHODS, height=1, aspect=4)
    grid.map(sns.kdeplot, "q", fill=True)
    return grid


def seaborn_3():
    means = by_network(layers[layers.trained], ["regularizer", "strength", "method"], "q")
    grid = sns.relplot(means, x="strength", y="q", hue="method", col="regularizer", hue_order=METHODS, kind="line", errorbar="se", err_style="bars", facet_kws={"sharex": False})
    null = layers[~layers.trained].groupby("method").q.mean()
    for name, axis in grid.axes_dict.items():
        axis.set_xscale("linear" if name == "dropout" else "log")
        for method, color in zip(METHODS, sns.color_palette()):
            axis.axhline(null[method], color=color, ls="--")
    return grid


def seaborn_4():
    gradient = by_network(layers[layers.method == "forward_jac"].fillna({"regularizer": "none", "strength": -1}), ["regularizer", "strength", "trained"], "q")
    axis = sns.lineplot(gradient[gradient.regularizer == "dropout"], x="strength", y="q")
    null = gradient[~gradient.trained].q
    for sigma in (1, 2, 3):
        axis.axhspan(null.mean() - sigma * null.std(), null.mean() + sigma * null.std(), color="grey", alpha=0.13)
    return axis


def seaborn_5():
    trained = by_network(layers[layers.trained], ["layer", "regularizer", "method"], "q")
    return sns.catplot(trained, x="layer", y="q", hue="regularizer", col="method", col_order=METHODS, col_wrap=4, kind="box")


def seaborn_6():
    swept = by_network(layers[layers.regularizer == "dropout"], ["strength", "method"], "n_modules")
    return sns.lineplot(swept, x="strength", y="n_modules", hue="method", hue_order=METHODS, err_style="bars")


def seaborn_7():
    counted = by_network(layers[layers.trained].assign(dead=layers.dead_units / layers.units), ["regularizer", "strength", "method"], "dead")
    grid = sns.relplot(counted, x="strength", y="dead", hue="method", col="regularizer", hue_order=METHODS, kind="line", errorbar="se", err_style="bars", facet_kws={"sharex": False})
    for name, axis in grid.axes_dict.items():
        axis.set_xscale("linear" if name == "dropout" else "log")
        axis.yaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
    return grid


def seaborn_8():
    gradient = by_network(layers[layers.trained & (layers.method == "forward_jac")], ["regularizer"], "test_accuracy", "q")
    grid = sns.lmplot(gradient, x="test_accuracy", y="q", hue="regularizer", ci=None)
    for name, part in gradient.groupby("regularizer"):
        print(name, part[["test_accuracy", "q"]].corr("spearman").iloc[0, 1], len(part))
    return grid


def seaborn_9():
    gradient = by_network(layers[(layers.regularizer == "dropout") & (layers.method == "forward_jac")], ["strength"], "q")
    axis = sns.scatterplot(gradient, x="strength", y="q", alpha=0.5)
    return sns.lineplot(gradient, x="strength", y="q", errorbar="sd", err_style="bars", ax=axis)


def seaborn_10():
    means = by_network(pairs, ["trained", "method_a", "method_b"], "element_sim").groupby(["trained", "method_a", "method_b"]).element_sim.mean()
    figure, axes = plt.subplots(1, 2, sharey=True)
    for trained, axis in zip((True, False), axes):
        half = means[trained].unstack().reindex(index=METHODS, columns=METHODS)
        sns.heatmap(half.combine_first(half.T), annot=True, vmin=means.min(), vmax=means.max(), ax=axis).set_title("trained" if trained else "untrained")
    return figure


def seaborn_11():
    upstream = pairs[["method_a", "method_b"]].apply(lambda column: column.str.startswith("forward"))
    family = upstream.sum(axis=1).map({2: "within upstream", 0: "within downstream", 1: "across"})
    families = by_network(pairs.assign(family=family)[pairs.regularizer == "dropout"], ["strength", "family"], "element_sim")
    return sns.lineplot(families, x="strength", y="element_sim", hue="family")


def seaborn_12():
    across = pairs[pairs.trained & pairs.method_a.str.startswith("forward") & pairs.method_b.str.startswith("backward")]
    means = by_network(across, ["method_a", "method_b"], "transfer_AbPa_norm")
    axis = sns.barplot(means, x="transfer_AbPa_norm", y="method_b", hue="method_a")
    axis.axvline(1, ls="--")
    return axis


# --- Altair ---

def strengths(regularizer):
    """The axis of a regularizer's strengths."""
    return alt.X("strength", scale=alt.Scale(type="linear" if regularizer == "dropout" else "log"))


def altair_1():
    panels = []
    for name in ("l2", "l1", "dropout"):
        base = alt.Chart(runs[(runs.regularizer == name) & (runs.strength > 0)]).encode(strengths(name))
        line = base.mark_line(point=True).encode(y="mean(test_accuracy)", color="regularizer")
        bars = base.mark_errorbar(extent="ci").encode(alt.Y("test_accuracy"))
        panels.append((line + bars + alt.Chart().mark_rule(strokeDash=[4]).encode(y=alt.datum(0.8))).properties(title=name))
    return alt.hconcat(*panels).resolve_scale(y="shared")


def altair_2():
    base = alt.Chart(layers[~layers.trained]).transform_density("q", groupby=["method", "layer"], as_=["q", "density"])
    area = base.mark_area().encode(x="q:Q", y="density:Q", color="method:N").properties(height=40)
    return area.facet(row=alt.Row("method:N", sort=METHODS), column="layer:N")


def altair_3():
    means = by_network(layers[layers.trained & (layers.strength > 0)], ["regularizer", "strength", "method"], "q")
    null = layers[~layers.trained].groupby("method", as_index=False).q.mean()
    panels = []
    for name in ("l2", "l1", "dropout"):
        base = alt.Chart(means[means.regularizer == name]).encode(strengths(name), color=alt.Color("method", sort=METHODS))
        rule = alt.Chart(null).mark_rule(strokeDash=[4]).encode(y="q", color="method")
        panels.append((base.mark_line(point=True).encode(y="mean(q)") + base.mark_errorbar(extent="stderr").encode(y="q") + rule).properties(title=name))
    return alt.hconcat(*panels).resolve_scale(y="shared")


def altair_4():
    gradient = by_network(layers[layers.method == "forward_jac"].fillna({"regularizer": "none", "strength": -1}), ["regularizer", "strength", "trained"], "q")
    null = gradient[~gradient.trained].q
    bands = pd.DataFrame([{"low": null.mean() - s * null.std(), "high": null.mean() + s * null.std()} for s in (1, 2, 3)])
    base = alt.Chart(gradient[gradient.regularizer == "dropout"]).encode(x="strength")
    grey = alt.Chart(bands).mark_rect(opacity=0.13, color="grey").encode(y="low", y2="high")
    return grey + base.mark_errorband(extent="ci").encode(y="q") + base.mark_line().encode(y="mean(q)")


def altair_5():
    trained = by_network(layers[layers.trained], ["layer", "regularizer", "method"], "q")
    return alt.Chart(trained).mark_boxplot().encode(x="layer", y="q", color="regularizer", xOffset="regularizer", facet=alt.Facet("method", columns=4, sort=METHODS))


def altair_6():
    swept = by_network(layers[layers.regularizer == "dropout"], ["strength", "method"], "n_modules")
    base = alt.Chart(swept).encode(x="strength", color=alt.Color("method", sort=METHODS))
    return base.mark_line(point=True).encode(y="mean(n_modules)") + base.mark_errorbar(extent="ci").encode(y="n_modules")


def altair_7():
    counted = by_network(layers[layers.trained & (layers.strength > 0)].assign(dead=layers.dead_units / layers.units), ["regularizer", "strength", "method"], "dead")
    panels = []
    for name in ("l2", "l1", "dropout"):
        base = alt.Chart(counted[counted.regularizer == name]).encode(strengths(name), color=alt.Color("method", sort=METHODS))
        line = base.mark_line(point=True).encode(alt.Y("mean(dead)", axis=alt.Axis(format="%")))
        panels.append((line + base.mark_errorbar(extent="stderr").encode(y="dead")).properties(title=name))
    return alt.hconcat(*panels).resolve_scale(y="shared")


def altair_8():
    gradient = by_network(layers[layers.trained & (layers.method == "forward_jac")], ["regularizer"], "test_accuracy", "q")
    for name, part in gradient.groupby("regularizer"):
        print(name, part[["test_accuracy", "q"]].corr("spearman").iloc[0, 1], len(part))
    points = alt.Chart(gradient).mark_point().encode(x=alt.X("test_accuracy").scale(zero=False), y="q", color="regularizer", tooltip=["run_id", "test_accuracy", "q"])
    return points + points.transform_regression("test_accuracy", "q", groupby=["regularizer"]).mark_line()


def altair_9():
    gradient = by_network(layers[(layers.regularizer == "dropout") & (layers.method == "forward_jac")], ["strength"], "q")
    base = alt.Chart(gradient).encode(x="strength", y="q")
    return base.mark_point(opacity=0.5).encode(tooltip=["run_id", "q"]) + base.mark_line().encode(y="mean(q)") + base.mark_errorbar(extent="stdev")


def altair_10():
    both = pd.concat([pairs, pairs.rename(columns={"method_a": "method_b", "method_b": "method_a"})])
    means = by_network(both, ["trained", "method_a", "method_b"], "element_sim").groupby(["trained", "method_a", "method_b"], as_index=False).element_sim.mean()
    base = alt.Chart(means).encode(alt.X("method_a", sort=METHODS), alt.Y("method_b", sort=METHODS))
    cells = base.mark_rect().encode(color=alt.Color("element_sim").scale(scheme="viridis"))
    return (cells + base.mark_text(color="white").encode(text=alt.Text("element_sim", format=".2f"))).facet(column="trained")


def altair_11():
    upstream = pairs[["method_a", "method_b"]].apply(lambda column: column.str.startswith("forward"))
    family = upstream.sum(axis=1).map({2: "within upstream", 0: "within downstream", 1: "across"})
    families = by_network(pairs.assign(family=family)[pairs.regularizer == "dropout"], ["strength", "family"], "element_sim")
    base = alt.Chart(families).encode(x="strength", color="family")
    return base.mark_errorband(extent="ci").encode(y="element_sim") + base.mark_line().encode(y="mean(element_sim)")


def altair_12():
    across = pairs[pairs.trained & pairs.method_a.str.startswith("forward") & pairs.method_b.str.startswith("backward")]
    means = by_network(across, ["method_a", "method_b"], "transfer_AbPa_norm")
    base = alt.Chart(means).encode(y="method_b", yOffset="method_a")
    bars = base.mark_bar().encode(x="mean(transfer_AbPa_norm)", color="method_a") + base.mark_errorbar(extent="ci").encode(x="transfer_AbPa_norm")
    return bars + alt.Chart().mark_rule(strokeDash=[4]).encode(x=alt.datum(1))


# --- counting ---

def lines_of(function):
    """Lines of a function's body; one that only returns the picture does not count."""
    lines = [line.strip() for line in inspect.getsource(function).splitlines()[1:]]
    return sum(bool(line) and line not in ("return grid", "return axis", "return figure") for line in lines)


def lines_here():
    """Lines of the cell below each numbered heading of the notebook."""
    cells = json.loads((PROJECT / "notebooks/05_explore.ipynb").read_text())["cells"]
    found, heading = {}, None
    for cell in cells:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = next((n for n in range(1, 13) if text.startswith(f"## {n}. ")), None)
            question = text.splitlines()[0].lstrip("# ")
        elif heading:
            found[heading] = (question, sum(bool(line.strip()) for line in text.splitlines()))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=Path, default=PROJECT / "checkpoints/results/mnist-base")
    parser.add_argument("--out", type=Path, help="folder for the pictures: seaborn's as PNG, Altair's as JSON")
    options = parser.parse_args()
    matplotlib.use("agg")
    prepare(options.tables)
    rows, sums = [], [0, 0, 0]
    for number, (question, ours) in sorted(lines_here().items()):
        theirs = []
        for package in ("seaborn", "altair"):
            function = globals()[f"{package}_{number}"]
            picture = function()
            if options.out:
                options.out.mkdir(parents=True, exist_ok=True)
                path = options.out / f"{number}-{package}"
                if package == "altair":
                    path.with_suffix(".json").write_text(picture.to_json())
                else:
                    getattr(picture, "figure", picture).savefig(path.with_suffix(".png"), dpi=60)
            plt.close("all")
            theirs.append(lines_of(function))
        rows.append(f"| {question} | {ours} | {theirs[0]} | {theirs[1]} |")
        sums = [a + b for a, b in zip(sums, (ours, *theirs))]
    print("| question | here | seaborn | Altair |\n|---|---|---|---|\n" + "\n".join(rows))
    print("| together | {} | {} | {} |".format(*sums))


if __name__ == "__main__":
    main()
