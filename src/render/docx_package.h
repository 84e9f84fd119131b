#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "formats/xml.h"

/// The Open Packaging side of a .docx or .xlsx: parts, their content types and relationships.
namespace zh::render {

namespace rel {
inline constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
}

/// The relationships of one part, numbered rId1, rId2 … in the order they were asked for.
class Relationships {
 public:
  /// `type` is the last word of an officeDocument relationship ("chart"), or a full address.
  std::string add(std::string_view type, std::string target);
  bool empty() const { return items_.empty(); }
  std::string xml() const;

 private:
  struct Item {
    std::string type, target;
  };
  std::vector<Item> items_;
};

/// Collects parts; `finish` writes [Content_Types].xml first and the parts in the order they were added.
class Package {
 public:
  Package();
  ~Package();
  /// A part with its own content type. An empty type means the default of its extension (xml, rels, xlsx).
  void add(std::string name, std::string bytes, std::string content_type = {});
  /// Relationships of the part `of` ("" for the package).
  void relate(const std::string& of, const Relationships& relationships);
  /// Moves the parts out: once. With `store_all` nothing is compressed: for a package that becomes a part of another one, which
  /// then compresses it as a whole.
  std::string finish(bool store_all = false);

 private:
  struct Part {
    std::string name, bytes, content_type;
  };
  std::vector<Part> parts_;
};

/// docProps/core.xml and docProps/app.xml: titles, no clock, no user name. `relate_root` leads to them.
void add_properties(Package& package, std::string_view title, std::string_view issuer, std::string_view language,
                    std::string_view program, std::string_view build);

/// The package's own relationships: the main part and the properties.
void relate_root(Package& package, const std::string& main_part);

}  // namespace zh::render
