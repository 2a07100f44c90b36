-- What `demarche fit` may vary: numbers that were moved by hand on the targets of 2016 and 2018, and some that
-- stand beside them in the same decisions. docs/validation.md says which moved, and on what.
return { fit = {
  ["organisations.CSTO.spokesman.params.duty"] = { 0.3, 0.9 },
  ["organisations.CSTO.spokesman.params.sanction"] = { 0.1, 1 },
  ["actors.AZE.params.ambition"] = { 0.5, 1.5 },
  ["actors.ARM.params.slight"] = { 0.1, 1 },
  ["actors.ARM.params.option_value"] = { 0, 0.4 },
  ["model.engagement_loss"] = { 0.002, 0.005 },
  ["model.campaign_spread"] = { 0.1, 0.6 },
  ["model.ceasefire_rate"] = { 0.1, 0.6 },
} }
