using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Widths;

// The width in use and the fingerprint of all functions, for a test to compare between processes.
MachineCheck.Verify();
var pass = new FingerprintPass();
Wide.Run(ref pass);
Console.WriteLine($"{Wide.Name}:{pass.Value:x16}");
