using System.Runtime.CompilerServices;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Balance;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Settlement;

/// <summary>The neighbouring trials in hand: where their rows are.</summary>
internal readonly ref struct Trials<L>(PathTile path, int[] rows, int at)
    where L : struct, ILanes<L>
{
    private readonly ref double _values = ref Unsafe.Add(ref path.First(0, 1), at);
    private readonly int[] _rows = rows;
    private readonly int _years = path.Layout.Years;
    private readonly int _capacity = path.Capacity;

    /// <summary>A row that the contract reads, in a year (from 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Read(int row, int year) => L.Load(ref _values, ((_rows[row] * _years) + year - 1) * _capacity);
}

/// <summary>
/// What is known of the trials in hand while a year is settled, and what one year hands to the next. Whole pence, unless
/// said otherwise. Each stage of a year reads what the stages before it wrote; stages are methods of their own because one
/// method with all of them is more than the compiler is willing to inline. Vectors of the state are passed on by
/// reference: the compiler copies one that is passed by value in quarters, and the load of the whole then waits for all of them.
/// </summary>
internal struct YearState<L>
    where L : struct, ILanes<L>
{
    // Handed from year to year.

    /// <summary>Last year's loss as a share of contract value.</summary>
    public L Pressure;
    public Sums<L> Before;
    public Eight<Sums<L>> OutsideBefore;

    /// <summary>Losses carried forward, the youngest first.</summary>
    public Ten<L> Carried;

    /// <summary>What the planned value is multiplied by since it was re-set, and the ratio of lists it was re-set at; 1 at first.</summary>
    public L Level;
    public L ListBase;

    /// <summary>The year, from 0, whose lists the value was re-set to; −1 at first.</summary>
    public L SeenAtReset;
    public L PositionSinceReset;
    public L ValueSinceReset;
    public L Openings;

    /// <summary>Since fees are paid out of savings.</summary>
    public L Savings;
    public L FeesFromSavings;

    /// <summary>Mask: the contract is in force, where there is an option to extend.</summary>
    public L InForce;
    public L FirmSurplus;
    public L FirmSpend;
    public L FirmValue;
    public L SurplusPv;
    public L SpendPv;
    public L DeficitYears;
    public L FirstDeficit;

    /// <summary>What the network's contingency account holds.</summary>
    public L Kept;

    /// <summary>The balance sheet, breach and termination.</summary>
    public BalanceState<L> Balance;

    // Of the year.

    /// <summary>GBP, of a full year.</summary>
    public L Allocation;
    public L ContractValue;
    public L Fee;
    public L Available;
    public L Earned;

    /// <summary>Unearned money that goes to the pool.</summary>
    public L Pooled;

    /// <summary>Of the incentive money earned, what schemes with receivers of their own pass to them.</summary>
    public Eight<L> Through;

    /// <summary>A share, 0 to 1.</summary>
    public L Quality;

    /// <summary>Core payment, or the target that stands for it where the commissioner bears the cost.</summary>
    public L Target;

    /// <summary>The part of it that is paid as a lump sum: all but what reimbursement takes the place of.</summary>
    public L LumpSum;
    public L Reimbursed;
    public L Adjusted;

    /// <summary>Mask: the value was re-opened this year.</summary>
    public L Reopened;
    public L Activity;
    public L InScope;
    public L Overheads;
    public L OutOfScope;
    public L Recovery;
    public L Premium;
    public L Transfer;

    /// <summary>Masks: a cap is reached.</summary>
    public L GainCap;
    public L LossCap;
}
