#pragma once
#include <optional>
#include <string>
#include <vector>

#include "report/axis.h"

/// Order, tops and ties: of the categories of a chart and the rows of a table, and in words.
namespace zh::report {

/// The keys top, sort, order and rest of a chart or a table.
struct Ordering {
  enum class Sort { none, descending, ascending };
  std::optional<int> top;  ///< dense ranks up to this: what ties is listed
  Sort sort = Sort::none;
  std::optional<expr::Expression> by;  ///< what is ranked; else the first value shown
  std::string rest;                    ///< the name of what is not listed, taken together; empty: it is left out
  Location where;                      ///< of top
  bool any() const { return top || sort != Sort::none; }
};
Ordering read_ordering(Session& session, Body& body);

struct Ordered {
  std::vector<Category> listed;
  expr::Items items;   ///< of `listed`, with ranks
  expr::Items before;  ///< of all categories, a year before, with ranks
};
/// The categories that are listed, in order; a remainder (其他) stands last and is never ranked.
Ordered order(const Session& session, const Ordering& ordering, std::vector<Category> all, const expr::Expression& x);

/// 两个行业并列第六、三个行业并列第八, of ranked items; empty when none tie. `noun`: 个行业.
std::string tied_ranks(const expr::Items& items, const std::string& noun);
/// How a member of a breakdown is counted: 个行业, 项. `by` as it is written after 按, or a breakdown's code.
std::string member_noun(const expr::Environment& environment, const expr::Expression& x, const std::string& by);
/// The first n now beside the first n before: who is new, gone, up or down.
std::string moves_words(const expr::Items& now, const expr::Items& before, int n);
/// 新进, 升2位, 降1位, 持平: of one item, among the first n (or all). nullopt when nothing is known of the year before.
std::optional<std::string> move_word(const expr::Item& item, const expr::Items& before, std::optional<int> n);

/// 因有两个行业并列第八，前十位共列11个行业。, its number a fact; nullopt when no more are listed than were asked for.
std::optional<document::Inlines> ties_note(Session& session, const Ordering& ordering, const Ordered& ordered,
                                           const expr::Expression& x, const std::string& by, const WeaveOptions& options);
/// What is not listed: the whole less the listed. Missing when the whole is, or where parts cannot be added.
expr::Value remainder(const expr::Value& whole, const std::vector<expr::Value>& listed, const std::string& label);

}  // namespace zh::report
