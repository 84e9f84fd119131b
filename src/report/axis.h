#pragma once
#include <optional>
#include <string>
#include <vector>

#include "report/body.h"
#include "report/session.h"

/// What the categories of a chart and the sides of a table are: years, regions or members of a breakdown.
namespace zh::report {

struct Category {
  std::string label;      ///< 2023年, 电梯, 高新区
  std::string selector;   ///< as it would stand in an expression: 2023, type = 电梯
  expr::Context context;  ///< the context of the whole, changed for this category
  bool rest = false;      ///< the remainder of a list (其他): never ranked
};

bool is_years(std::string_view word);    ///< 年, year
bool is_regions(std::string_view word);  ///< 地区, region

/// The keys `years` and `periods`; by default the project's years.
std::vector<Category> year_categories(Session& session, Body& body, const expr::Context& base);
/// The key `regions`; by default all regions of the project.
std::vector<Category> region_categories(Session& session, Body& body, const expr::Context& base);
/// Members of the breakdown that `word` names, or those of the key `members`.
std::vector<Category> member_categories(Session& session, Body& body, const Node& word,
                                        const std::vector<const expr::Expression*>& of, const expr::Context& base);
/// Any of the three, by the word.
std::vector<Category> categories(Session& session, Body& body, const Node& word, const std::vector<const expr::Expression*>& of,
                                 const expr::Context& base);

/// The key `period`: the report's context, or that of another period.
expr::Context base_context(Session& session, Body& body);

/// Compiles an expression that must give one value and hold data; nullopt after a fault.
std::optional<expr::Expression> compile_value(Session& session, const std::string& text, const Location& where);
expr::Value value_of(const Session& session, const expr::Expression& x, const expr::Context& context);
/// x with selectors, as it is written: 主营业务收入[2023].
std::string selected(const std::string& expression, const std::vector<std::string>& selectors);

}  // namespace zh::report
