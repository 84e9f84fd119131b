#pragma once
#include "base/diagnostic.h"

namespace zh::catalog {

inline constexpr DiagnosticKind kTomlSyntax{"E120", Severity::error, ZH_N("this is not valid TOML: {why}"), ""};
inline constexpr DiagnosticKind kUnknownKey{"E121", Severity::error, ZH_N("the catalogue knows no key “{key}”"), ""};
inline constexpr DiagnosticKind kWrongValue{"E122", Severity::error, ZH_N("“{key}” must be {expected}"), ""};
inline constexpr DiagnosticKind kMissingKey{"E123", Severity::error, ZH_N("indicator “{indicator}” has no “{key}”"), ""};
inline constexpr DiagnosticKind kDuplicate{"E124", Severity::error, ZH_N("the name “{name}” is taken by {other}"),
                                           ZH_N("write replace = true to put the new definition in place of the old one")};
inline constexpr DiagnosticKind kUnknownList{"E125", Severity::error,
                                             ZH_N("indicator “{indicator}”: there is no list “{list}”"), ""};
inline constexpr DiagnosticKind kUnknownIndicator{"E126", Severity::error,
                                                  ZH_N("indicator “{indicator}”: there is no indicator “{name}”"), ""};
inline constexpr DiagnosticKind kUnknownRest{"E127", Severity::error,
                                             ZH_N("list “{list}”: its remainder “{name}” is none of its members"),
                                             ZH_N("write rest = \"\" if every member is a category of its own")};

// Record kinds and code lists.
inline constexpr DiagnosticKind kKindKey{"E180", Severity::error, ZH_N("the record kind “{kind}” has no “{key}”"), ""};
inline constexpr DiagnosticKind kFieldKey{"E181", Severity::error, ZH_N("the field “{field}” has no “{key}”"), ""};
inline constexpr DiagnosticKind kFieldCode{"E182", Severity::error,
                                           ZH_N("“{field}” cannot be the code of a field or record kind"),
                                           ZH_N("it begins with a–z and goes on with a–z, 0–9 and _")};
inline constexpr DiagnosticKind kFieldTwice{"E183", Severity::error,
                                            ZH_N("two fields of “{kind}” answer to the header “{name}”"), ""};
inline constexpr DiagnosticKind kNoField{"E184", Severity::error, ZH_N("“{kind}” has no field “{field}” that can be its {key}"),
                                         ZH_N("name a field of the kind that is not personal")};
inline constexpr DiagnosticKind kNoCodeList{"E185", Severity::error, ZH_N("there is no code list “{list}”"), ""};
inline constexpr DiagnosticKind kBadItem{"E186", Severity::error, ZH_N("the code list “{list}” has a line that cannot be read"),
                                         ZH_N("a line is a code, a space and a name; two spaces of indent for each level")};
inline constexpr DiagnosticKind kItemTwice{"E187", Severity::error, ZH_N("the code list “{list}” has the code {code} twice"),
                                           ""};

// Indicators that are counted from records.
inline constexpr DiagnosticKind kMeasureKind{"E188", Severity::error,
                                             ZH_N("indicator “{indicator}”: there is no record kind “{kind}”"), ""};
inline constexpr DiagnosticKind kMeasureNoField{
    "E189", Severity::error, ZH_N("indicator “{indicator}”: the records “{kind}” have no field “{field}”"), ""};
inline constexpr DiagnosticKind kMeasureField{
    "E190", Severity::error, ZH_N("indicator “{indicator}”: the field “{field}” is not of a type for this"), ""};
inline constexpr DiagnosticKind kMeasureUnit{"E191", Severity::error,
                                             ZH_N("indicator “{indicator}”: its unit {unit} does not fit what is counted"), ""};
inline constexpr DiagnosticKind kMeasureKey{"E192", Severity::error, ZH_N("indicator “{indicator}”: records has no “{key}”"),
                                            ""};
inline constexpr DiagnosticKind kMeasureWord{"E193", Severity::error,
                                             ZH_N("indicator “{indicator}”: “{word}” is no value of the field “{field}”"), ""};
inline constexpr DiagnosticKind kMeasureBreakdown{
    "E194", Severity::error, ZH_N("indicator “{indicator}”: the breakdown “{name}” is not declared under by"), ""};

}  // namespace zh::catalog
