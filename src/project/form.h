#pragma once
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "project/template.h"
#include "render/form_workbook.h"

namespace zh::project {

/// For whom forms are made.
struct FormOccasion {
  std::string region;      ///< name
  int year = 0;            ///< the report's
  int years = 3;           ///< columns: so many up to it
  std::string department;  ///< who fills them in
};

/// A blank form: title, who fills it in, header, one row for each indicator (with unit and definition), member or name.
/// What the catalogue does not know is left out.
render::FormSheet blank_form(const FormPlan& plan, const FormOccasion& occasion, const catalog::Catalog& catalog);

/// The [[block]] or [[register]] of returns.toml that reads the form.
std::string form_block(const FormPlan& plan, const std::string& file, const catalog::Catalog& catalog);

/// `text` as a TOML string, quoted.
std::string toml_text(std::string_view text);

}  // namespace zh::project
