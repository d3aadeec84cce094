# The catalogue of procedures: where limits come from, fees, and what an import finds wrong.

limit-origin-portal = From the national portal
limit-origin-case = From the procedure's longest case
limit-origin-assumed = The portal gives no unit; read as days, to be confirmed
fee-kind-fee = Fee
fee-kind-charge = Charge
territory-any = Hand in at any counter
territory-bound = Hand in where it belongs

finding-stray-spaces = Spaces at the beginning or end; taken away
finding-malformed-code = Not a procedure code; the row is left out
finding-free-text-time = A time limit in words instead of a number
finding-unit-other = A time limit with a number and no known unit
finding-no-time = No time limit can be read; this channel is left out
finding-repeated-channel = A channel comes more than once; the longest limit holds
finding-unknown-channel = Unknown channel; left out
finding-unknown-level = Unknown level of government; left out
finding-odd-fee = The amount can't be đồng; left out
finding-duplicate-name = Same name as another procedure; both are kept
finding-duplicate-code = The code came before; the row is left out
finding-no-name = No name; the row is left out
finding-not-json = The line has the wrong format; left out
finding-missing-column = A column is missing; the table can't be read
