namespace IcpRisk.Documents;

/// <summary>
/// A record's own validation: what holds between its values. Called once for every record when it and all below
/// it have been bound without a problem, children first, so that no required value is missing.
/// </summary>
public interface IChecked
{
    void Check(Checks checks);
}
