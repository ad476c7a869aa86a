namespace IcpRisk.Benchmarks.Parts;

internal static class Warm
{
    /// <summary>Calls often enough, and waits long enough between, that the compiler's best code is in place.</summary>
    public static void Up(Action work)
    {
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 40; j++)
                work();
            Thread.Sleep(150);
        }
    }
}
