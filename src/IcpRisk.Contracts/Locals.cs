// Locals are written before they are read; clearing vectors first costs short loops more than their work.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
