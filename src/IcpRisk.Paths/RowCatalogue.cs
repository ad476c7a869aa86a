namespace IcpRisk.Paths;

/// <summary>Unit and meaning of each <see cref="Quantity"/>, stated once for nature, contracts and outputs.</summary>
public static class RowCatalogue
{
    public static string Unit(Quantity quantity) => quantity switch
    {
        Quantity.List or Quantity.ListSize or Quantity.NeedWeightedList or Quantity.RecordedList or Quantity.RecordedListSize => "people",
        Quantity.Activity or Quantity.ActivityOutOfScope or Quantity.ExpectedActivity => "contacts",
        Quantity.Cost or Quantity.CostOutsideUse or Quantity.CostOverheads or Quantity.CostOutOfScope
            or Quantity.Allocation or Quantity.HighCostLayer => "GBP",
        Quantity.Score or Quantity.SavingsRealised or Quantity.QualityPressure => "share",
        _ => "ratio",
    };

    public static string Meaning(Quantity quantity) => quantity switch
    {
        Quantity.List => "people of a cohort on the list, average over the contract year",
        Quantity.ListSize => "people on the list, all cohorts",
        Quantity.NeedWeightedList => "people weighted by the need of their cohort and by morbidity, scaled to planned list size in year 1",
        Quantity.Activity => "activity of a service in the year, wherever delivered",
        Quantity.ActivityOutOfScope => "activity of a service that the contract leaves with the commissioner",
        Quantity.ExpectedActivity => "planned activity rate of a service applied to the actual list and its need",
        Quantity.Cost => "cost of a service in scope in the year, nominal, care used outside the provider included; of no item: all services in scope",
        Quantity.CostOutsideUse => "part of the cost in scope that buys care outside the provider",
        Quantity.CostOverheads => "management, mobilisation, double running, transformation and irrecoverable VAT",
        Quantity.CostOutOfScope => "cost of a service that the contract leaves with the commissioner; of no item: all of them",
        Quantity.PriceIndex => "price level of inputs, 1 in year 1 as planned",
        Quantity.Allocation => "the commissioner's allocation for the services in scope",
        Quantity.Score => "score of a quality metric before any effect of financial pressure, on its own scale",
        Quantity.ListSizeIndex => "list over planned list",
        Quantity.NeedIndex => "need a head over planned need a head",
        Quantity.UtilisationIndex => "expected activity a unit of need over plan, weighted by planned cost",
        Quantity.VolatilityIndex => "cost over what it would be without chance variation",
        Quantity.UnitCostIndex => "price paid for the activity there was, before savings, over its planned price",
        Quantity.SavingsRealised => "share of planned savings that has been realised",
        Quantity.RecordedList => "people recorded in a cohort: what contracts see, with errors of registers and coding",
        Quantity.RecordedListSize => "people recorded, all cohorts",
        Quantity.QualityPressure => "points of a score lost for each unit of last year's loss over contract value",
        Quantity.HighCostLayer => "part of the cost of a service's high-cost cases that lies in the layer stated, nominal",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };
}
