using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Tests.Maths;

public class MachineCheckTests
{
    [Fact]
    public void This_machine_passes() => MachineCheck.Verify();

    [Fact]
    public void Each_case_would_find_a_product_rounded_first_or_is_about_double_rounding()
    {
        var cases = MachineCheck.Cases;
        var unfused = 0;
        for (var i = 0; i < cases.Length; i += 4)
        {
            Assert.Equal(cases[i + 3], Math.FusedMultiplyAdd(cases[i], cases[i + 1], cases[i + 2]));
            unfused += (cases[i] * cases[i + 1]) + cases[i + 2] != cases[i + 3] ? 1 : 0;
        }

        Assert.True(unfused >= 3, $"{unfused}");
    }
}
