run "the_name_is_kept" {
  variables {
    name = "a"
  }

  assert {
    condition     = output.name == "a"
    error_message = "the name is ${output.name}"
  }
}
