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

}  // namespace zh::catalog
