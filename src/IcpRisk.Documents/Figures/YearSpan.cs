namespace IcpRisk.Documents;

/// <summary>
/// The years <see cref="From"/> to <see cref="To"/> (null: and every later one) of a <see cref="Yearly"/>, with
/// one figure that holds for each of them, or four that are its quarters.
/// </summary>
public sealed record YearSpan(int From, int? To, IReadOnlyList<Figure> Figures)
{
    public bool Equals(YearSpan? other) =>
        other is not null && From == other.From && To == other.To && Figures.SequenceEqual(other.Figures);

    public override int GetHashCode() => HashCode.Combine(From, To, Figures[0]);
}
