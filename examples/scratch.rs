use updown::prelude::*;
fn main() -> updown::Result<()> {
    let out = std::env::args().nth(1).unwrap();
    let save = |name: &str, p: Plot| {
        let t = std::time::Instant::now();
        let r = p.save(format!("{out}/{name}.png")).and_then(|_| p.save(format!("{out}/{name}.vl.json")));
        println!("{name} {:?} {:?} ", t.elapsed(), r.map_err(|e| e.to_string()));
    };
    let results = load(&Workspace::discover(), "mnist-base")?;
    let layers = hidden_layers(&cut_accuracy(&results.modules, 0.8)?)?;
    let pairs = hidden_layers(&cut_accuracy(&results.alignments, 0.8)?)?;
    let all = sweeps(&layers)?;
    save("f8", plot(&layers).x("strength").y("q").color("method").facet("regularizer").mean());
    save("f8m", plot(&all).x("strength").y("q").color("regularizer").facet("method").null().mean());
    save("boxes", plot(&layers).x("method").y("q").color("trained").boxes());
    save("ridges", plot(&layers).x("q").y("method").color("method").facet("layer").ridges());
    save("points", plot(&results.runs).x("test_accuracy").y("near_zero_fraction").color("regularizer").points().trend());
    save("grad", plot(&layers).x("q").y("stability").color("test_accuracy"));
    save("hist", plot(&layers).x("q").color("trained").histogram());
    save("ecdf", plot(&layers).x("q").color("layer").ecdf());
    save("heat", plot(&pairs).x("method_a").y("method_b").color("element_sim").facet("trained").heat());
    save("bars", plot(&layers).x("q").y("method").color("trained").bars().errorbar("ci").sort("-x"));
    save("strip", plot(&select(&layers, [("trained", true.into())])?).x("layer").y("q").color("regularizer").strip().rule(0.1));
    save("lines", plot(&results.training).x("epoch").y("val_loss").color("regularizer").lines().log_y());
    save("band", plot(&with_family(&sweep_of(&pairs, Regularizer::Dropout)?)?).x("strength").y("element_sim").color("family").band().errorbar("ci"));
    save("rowfacet", plot(&select(&all, [("trained", true.into())])?).x("strength").y("n_modules").color("regularizer").facet("method").facet_row("layer").mean());
    let t = std::time::Instant::now();
    println!("{:?} {:?}", glance(&results.modules)?, t.elapsed());
    Ok(())
}
