# One box: suggestions, and answers other than procedures.

find-suggestions = Suggestions
find-suggested = { $count ->
    [one] { $count } suggestion. Choose it with the arrow keys.
   *[other] { $count } suggestions. Choose with the arrow keys.
}
find-meant = Did you mean
find-others = Other results
find-procedure = Procedure
find-guide = Guide for officers
find-rate = On-time rate
find-page = Information page
find-record = Public register
find-record-title = A record of a public register
find-record-valid = This record is valid.
find-record-expired = This record has expired.
find-record-ended = This record was ended.
find-record-replaced = A newer version of this record exists.
find-record-none = There is no such public record. Search again by its name or number.
find-record-limits = This page shows only what is public for everybody.
