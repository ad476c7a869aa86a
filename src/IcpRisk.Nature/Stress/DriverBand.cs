namespace IcpRisk.Nature.Stress;

/// <summary>
/// Holds a driver, or an uncertain figure, between two percentiles of its own: what it is given that it lies there. What it
/// is correlated with does not follow; what shares it as a common factor does.
/// </summary>
/// <param name="Name">Name of the driver, or path of the figure.</param>
/// <param name="From">Lower end, a probability.</param>
/// <param name="To">Upper end; the same as the lower one holds it at one value.</param>
/// <param name="Years">
/// Contract years in which a yearly driver's surprise is held, each by itself. Empty: held over the term as one number, the
/// sum of its yearly surprises; the deviations of years from it stay as drawn. Of what is drawn once it means nothing.
/// </param>
public sealed record DriverBand(string Name, double From, double To, IReadOnlyList<int> Years);
