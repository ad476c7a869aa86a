using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts;

/// <content>What to beware of in the contract.</content>
public sealed partial class ContractPlan
{
    /// <summary>What a reader of the terms should know before relying on them; exceptions to general properties are marked.</summary>
    public IReadOnlyList<ContractWarning> Warnings()
    {
        var warnings = new List<ContractWarning>();
        if (_gainLoss.Sharing is { } sharing)
            AddSharing("gain_loss", sharing);
        foreach (var outside in _outside)
            AddSharing(outside.Group.Length == 0 ? "gain_loss_outside" : $"gain_loss_groups.{outside.Group}", outside.Sharing);
        AddResets(warnings);
        if (_adjustment is { Whole: true } whole && whole.Above.Tolerance + whole.Below.Tolerance > 0)
        {
            warnings.Add(new("whole_adjustment", "adjustment.method", Breaks.Continuity,
                "The value jumps when the departure from forecast passes the tolerance, since the whole of it is then paid for."));
        }

        if (_adjustment is { } adjustment && adjustment.Lag >= _time.Years)
        {
            warnings.Add(new("adjustment_after_the_term", "adjustment.lag", Breaks.Nothing,
                "The lag is as long as the term, so that the value is never adjusted."));
        }

        if (_indexation is not null)
        {
            warnings.Add(new("indexed_to_actual", "indexation", Breaks.Monotonicity,
                "The value follows actual prices, so that dearer care can leave the provider with more."));
        }

        if (_stopLoss is not null && _gainLoss.Volume)
        {
            warnings.Add(new("stop_loss_outside_volume", "stop_loss", Breaks.Nothing,
                "Gains and losses are shared on volume alone, so that premium and recovery are not shared."));
        }

        foreach (var scheme in _schemes.Where(s => s.Metrics.Any(m => m is { Binary: true, Weight: > 0 })))
        {
            warnings.Add(new("binary_metric", $"incentives.{scheme.Name}.metrics", Breaks.Continuity,
                $"Payment jumps at the target of metrics paid all or nothing in {Say.Name(scheme.Name)}."));
        }

        PlannedDeficit();
        if (Pressed && PressedAsPlanned() is { Count: > 0 } pressedYears)
        {
            warnings.Add(new("pressure_as_planned", "gain_loss.compare", Breaks.Nothing,
                $"As planned the income compared is less than the cost compared in year {Say.List(pressedYears.Select(y => $"{y}"))}, though the provider side has no deficit: scores fall as under financial pressure. Compare all income that pays for the cost."));
        }

        warnings.AddRange(WarnOfBalance());
        return warnings;

        void AddSharing(string term, Sharing rule)
        {
            if ((rule.Gains.Minimum > 0 && rule.Gains.FirstPound) || (rule.Losses.Minimum > 0 && rule.Losses.FirstPound))
            {
                warnings.Add(rule.ProviderBears
                    ? new("first_pound_provider_bears", term, Breaks.Continuity | Breaks.Monotonicity,
                        "Sharing from the first pound while the provider bears the cost: just past the minimum rate a further pound saved costs the provider more than a pound, so that it may pay to spend.")
                    : new("first_pound", term, Breaks.Continuity,
                        "The settlement jumps where the minimum rate is passed, since sharing is then from the first pound."));
            }

            if (rule.Cumulative && (rule.Quality is not null || new[] { rule.Gains.Phase, rule.Losses.Phase, rule.Gains.Cap, rule.Losses.Cap }.Any(Changes)))
            {
                warnings.Add(new("cumulative_terms_change", term, Breaks.Monotonicity,
                    "Settled on the sum so far with terms that change by year (or with quality): a loss moved from one year to another can change what the provider ends with."));
            }
        }

        void PlannedDeficit()
        {
            var name = OutcomeCatalogue.Of(Column.ProviderSurplus).Name;
            var years = Enumerable.Range(1, _time.Years).Where(year => PlannedValue(name, year) < 0).ToList();
            if (years.Count > 0)
            {
                warnings.Add(new("planned_deficit", "value", Breaks.Nothing,
                    $"If all goes as planned, the provider side has a deficit in year {Say.List(years.Select(y => $"{y}"))}: {Say.Money(PlannedValue(name, years[0]))} in year {years[0]}."));
            }

            if (_allocationRow >= 0)
            {
                var over = Enumerable.Range(1, _time.Years)
                    .Where(year => PlannedValue(OutcomeCatalogue.Of(Column.AllocationHeadroom).Name, year) < 0).ToList();
                if (over.Count > 0)
                {
                    warnings.Add(new("planned_over_allocation", "value", Breaks.Nothing,
                        $"If all goes as planned, commissioners spend more than their allocation in year {Say.List(over.Select(y => $"{y}"))}."));
                }
            }
        }

        static bool Changes(double[] byYear) => byYear.Distinct().Count() > 1;
    }

    // Whether any score that money depends on falls under financial pressure.
    private bool Pressed => _schemes.Any(s => s.Metrics.Any(m => m.Weight > 0 && (m.PressureRow >= 0 || m.PressureEffect != 0)));

    // Years of the plan in which what is compared is a loss and the result is none; less than a hundredth of the value matters little.
    private List<int> PressedAsPlanned() => _gainLoss.Excluded.Length > 0 ? [] : [.. Enumerable.Range(_budgetFrom + 1, _time.Years - _budgetFrom).Where(year =>
    {
        double Of(Column column, bool counts = true) => counts && Settles(column) ? PlannedValue(OutcomeCatalogue.Of(column).Name, year) : 0;
        var income = Of(Column.CorePayment, _gainLoss.Core) + Of(Column.ActivityPayment, _gainLoss.Activity)
            + Of(Column.ManagementFee, _gainLoss.Management) + Of(Column.IncentiveEarned, _gainLoss.Incentives);
        var cost = Of(Column.CostInScope) + Of(Column.CostOverheads, _gainLoss.Overheads) + Of(Column.StopLossPremium) - Of(Column.StopLossRecovery);
        return income - cost + Of(Column.GainLossTransfer) < -0.01 * Of(Column.ContractValue) && Of(Column.ProviderSurplus) >= 0;
    })];

    private void AddResets(List<ContractWarning> warnings)
    {
        if (_rebase?.Rebase is { ToCost: true })
        {
            warnings.Add(new("rebased_to_cost", "rebase", Breaks.Monotonicity,
                "The value is rebased to actual cost, so that a pound spent before can bring back more than a pound after."));
        }

        if (_rebase?.Reopener is not null)
        {
            warnings.Add(new("reopener", "reopener", Breaks.Continuity | Breaks.Monotonicity,
                "The value jumps when the re-opener's trigger is passed; where a loss opens it, a larger loss can leave the provider with more."));
        }

        var saved = Array.Exists(_fee.Saved, year => year);
        if (Pressed && (saved || _gainLoss.Sharing is { Cumulative: true }))
        {
            warnings.Add(new("pressure_in_other_years", saved ? "fee.from_savings" : "gain_loss.basis", Breaks.Monotonicity,
                "Financial pressure lowers scores, and what is settled on savings or sums so far can move a loss to another year: it then presses on other scores, and incentives can come out higher."));
        }

        if (_extension is { Taken: null })
        {
            warnings.Add(new("conditional_extension", "extension", Breaks.Continuity | Breaks.Monotonicity,
                "Whether the contract is extended hangs on a threshold: all money of the years of the option jumps there, for better or worse."));
        }
    }
}
