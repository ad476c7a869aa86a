using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Words;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Payoff;

/// <summary>Where what the provider keeps of a gain or loss bends or jumps: band edges, minimum rates, caps, and zero.</summary>
/// <param name="sharing">The arrangement.</param>
/// <param name="shareBase">Base of bands, pence.</param>
/// <param name="baseName">What it is, in words.</param>
/// <param name="quality">The quality score, which shares may follow.</param>
/// <param name="y">The year, from 0.</param>
internal sealed class SharingKinks(Sharing sharing, double shareBase, string baseName, double quality, int y)
{
    private const double Straight = 1e-9;

    /// <summary>A gain (or, negative, a loss) in pence, the term, and what happens there.</summary>
    public sealed record At(double Surplus, string Term, string Words, bool IsJump);

    /// <summary>From the largest gain to the largest loss; terms that change nothing in this year are left out.</summary>
    public IReadOnlyList<At> All()
    {
        var (onGains, onLosses) = sharing.Quality is { } rule ? (quality, rule.OnLosses(new Lanes1(quality)).Value) : (1, 1);
        var (gains, losses) = (new Curve(sharing.Gains, shareBase, onGains, y), new Curve(sharing.Losses, shareBase, onLosses, y));
        List<At> found = [.. Side(gains, isGain: true), .. Side(losses, isGain: false)];
        var (kept, borne) = (gains.SlopeAfter(0), losses.SlopeAfter(0));
        if (Math.Abs(kept - borne) > Straight)
        {
            found.Add(new At(
                0, "gain_loss", $"losses begin: the provider bears {Share(borne)} of them, and {Keeps} {Share(kept)} of gains", false));
        }

        return [.. found.OrderByDescending(at => at.Surplus)];
    }

    private string Keeps => sharing.ProviderBears ? "keeps" : "receives";

    private IEnumerable<At> Side(Curve curve, bool isGain)
    {
        var rule = curve.Rule;
        var (name, verb) = isGain ? ("gains", Keeps) : ("losses", "bears");
        foreach (var bend in curve.Bends.Where(bend => bend.Amount > 0))
        {
            var (before, after, jump) = (curve.SlopeBefore(bend.Amount), curve.SlopeAfter(bend.Amount), curve.Jump(bend.Amount));
            var isJump = Math.Abs(jump) >= 1;
            if (!isJump && Math.Abs(before - after) <= Straight)
                continue;
            var (term, words) = bend.Kind switch
            {
                Kind.Edge => ($"{name}[{bend.Band}].to", $"{name} of {Say.Share(rule.Edges[bend.Band])} of {baseName}: the provider {verb} {Share(before)} up to it, {Share(after)} beyond"),
                Kind.Minimum => (
                    isGain ? "minimum_savings_rate" : "minimum_loss_rate",
                    $"minimum {(isGain ? "savings" : "loss")} rate, {Say.Share(rule.Minimum)} of {baseName}: "
                    + (rule.FirstPound ? $"past it {name} are shared from the first pound" : $"only {name} beyond it are shared")),
                _ when curve.IsLimited => (isGain ? "gain_cap_of_revenue" : "loss_cap_of_revenue", $"cap on {name}: {Say.Money(rule.Limit[y] / 100)}, a share of the provider's revenue"),
                _ => (isGain ? "gain_cap" : "loss_cap", $"cap on {name}: {Say.Share(rule.Cap[y])} of {baseName}"),
            };
            yield return new At(isGain ? bend.Amount : -bend.Amount, $"gain_loss.{term}", words, isJump);
        }
    }

    private static string Share(double share) => Say.Share(Math.Round(share, 8));

    private enum Kind
    {
        Edge,
        Minimum,
        Cap,
    }

    private readonly record struct Bend(double Amount, Kind Kind, int Band);

    /// <summary>The provider's part of a gain or loss as a function of its amount: straight between places where it may bend.</summary>
    private sealed class Curve
    {
        private readonly double _base;
        private readonly double _factor;
        private readonly int _y;
        private readonly double _minimum;
        private readonly SharingRule _uncapped;
        private readonly double _cap;

        public Curve(SharingRule rule, double shareBase, double factor, int y)
        {
            (Rule, _base, _factor, _y, _minimum) = (rule, shareBase, factor, y, rule.Minimum * shareBase);
            _uncapped = rule with { Cap = [], Limit = [] };
            var cap = rule.Cap.Length == 0 ? double.PositiveInfinity : rule.Cap[y] * shareBase;
            var limit = rule.Limit.Length == 0 ? double.PositiveInfinity : rule.Limit[y];
            (_cap, IsLimited) = (Math.Min(cap, limit), limit < cap);
            List<Bend> bends = [.. rule.Edges.Select((edge, i) => new Bend(edge * shareBase, Kind.Edge, i))];
            if (rule.Minimum > 0)
                bends.Add(new Bend(_minimum, Kind.Minimum, 0));
            Bends = [.. bends.Concat([.. Crossings(bends)]).OrderBy(bend => bend.Amount)];
        }

        public SharingRule Rule { get; }

        /// <summary>The cap is the one on an amount.</summary>
        public bool IsLimited { get; }

        public IReadOnlyList<Bend> Bends { get; }

        public double Jump(double at) => Math.Min(_cap, After(at)) - Math.Min(_cap, Before(at));

        public double SlopeBefore(double at)
        {
            var from = Bends.Select(bend => bend.Amount).Where(amount => amount < at).DefaultIfEmpty(0).Max();
            return (Math.Min(_cap, Before(at)) - Math.Min(_cap, After(from))) / (at - from);
        }

        public double SlopeAfter(double at)
        {
            var to = Bends.Select(bend => bend.Amount).Where(amount => amount > at).DefaultIfEmpty(at + Math.Max(_base, 1)).Min();
            return (Math.Min(_cap, Before(to)) - Math.Min(_cap, After(at))) / (to - at);
        }

        // Where the part passes its cap on the way between two bends, the last of which lies as far out as it takes.
        private IEnumerable<Bend> Crossings(List<Bend> bends)
        {
            var stops = bends.Select(bend => bend.Amount).Append(0).Distinct().Order().ToList();
            for (var i = 0; i < stops.Count; i++)
            {
                var from = stops[i];
                var to = i + 1 < stops.Count ? stops[i + 1] : from + Math.Max(_base, 1);
                var (low, high) = (After(from), Before(to));
                var at = from + ((_cap - low) / (high - low) * (to - from));
                if (low < _cap && high > low && (at <= to || (i + 1 == stops.Count && double.IsFinite(_cap))))
                    yield return new Bend(at, Kind.Cap, 0);
            }
        }

        // Up to a minimum rate, and just past it.
        private double Before(double amount) => _uncapped.Part(new Lanes1(amount), new Lanes1(_base), new Lanes1(_factor), _y, out _).Value;

        private double After(double amount) => Rule.FirstPound && Rule.Minimum > 0 && amount == _minimum
            ? Rule.Phase[_y] * _factor * SharingRule.OverBands(new Lanes1(amount), new Lanes1(_base), Rule.Edges, Rule.Shares).Value
            : Before(amount);
    }
}
