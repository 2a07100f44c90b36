-- Own fronts under timetables: when a rival's mobilisation forces one's own, and when a plan of war runs out into an offensive. For any policy
-- of a party; where nobody has a timetable, nothing is added. After Schelling 1966 (reciprocal fear of surprise attack), Snyder 1984 and Van
-- Evera 1984 (the cult of the offensive), Trachtenberg 1991 (the meaning of mobilisation). th is view.theatre(id) of a theatre to which one is a
-- party.

local assistance = require "assistance"
local dispute = require "dispute"

local frontier = {}

-- In units of stake: the prices of a mobilisation and of a war that need not come, and what peace is worth while it lasts.
local call_up, war, peace = 0.25, 0.7, 0.3

-- Credence that war with the rival of a front comes, 0 to 1: his will (resolve and tension), and the haste of both, since each knows what a day
-- is worth to the other. 1 where there is fighting, 0 where he has not begun to mobilise.
function frontier.danger(view, th)
  if th.campaign then return 1 end
  if not th.rival or th.mobilised_rival <= 0 and th.delay <= 0 then return 0 end
  local will = view.belief { resolve = th.rival } * th.tension
  local haste = math.max(th.delay, th.window, th.window_rival)
  return 1 - (1 - will) * (1 - haste)
end

-- What would be lost to the rival of a front by standing still, or by letting a window close, in units of stake.
function frontier.pressing(view, th)
  return frontier.danger(view, th) * th.stake * math.max(th.delay, th.window)
end

-- How far war is there or coming, over all own fronts, 0 to 1; and what presses most.
local function state_of_fronts(view)
  local coming, pressing = 0, 0
  for _, id in ipairs(view.me.conflicts) do
    local th = view.theatre(id)
    coming = math.max(coming, frontier.danger(view, th))
    pressing = math.max(pressing, frontier.pressing(view, th))
  end
  return coming, pressing
end

-- What a front offers: to mobilise while the other side does; to attack by plan once that is done.
local function add_front(view, th, coming, pressing, options)
  if th.timetable and th.mobilised_mine == 0 and th.delay > 0 then
    options[#options + 1] = { act.mobilise { to = th.rival, at = th.id, because = "the other side is mobilising, and days count" },
      delay = frontier.danger(view, th) * th.stake * th.delay, cost = -call_up }
  elseif th.plan_mine and th.mobilised_mine >= 1 and not th.campaign
    and view.recent { verb = "general_offensive", actor = view.me.id, at = th.id, days = 30 } == 0 then -- a plan is carried out once
    options[#options + 1] = { act.general_offensive { to = th.rival, at = th.id, because = "the plan leaves no time" },
      schedule = pressing, odds = 0.6 * th.stake * (th.success - 0.5), price = -war * (1 - coming),
      allies = -0.3 * (1 - coming) * view.expected_help { of = th.rival, at = th.id, rung = "arms", gravity = 5 } }
  end
end

-- Adds the options of a party with a timetable to a list for choose: to mobilise, to attack where its plan says so once that is done, to go home
-- when the danger is past. Returns what waiting is worth, for the silence of the choice; nil if nothing was added.
function frontier.add(view, options)
  local count, coming, pressing = #options, state_of_fronts(view)
  local done = false
  for _, id in ipairs(view.me.conflicts) do
    local th = view.theatre(id)
    done = done or th.mobilised_mine >= 1
    add_front(view, th, coming, pressing, options)
  end
  if done and coming < 0.25 and pressing == 0 then
    options[#options + 1] = { act.stand_down { because = "the danger is past" }, calm = 0.3 * (1 - coming) }
  end
  return #options > count and peace * (1 - coming) or nil
end

-- The deed that helps a client against the rival of an own front, and the name of the matter: to mobilise there, and once that is done, and the
-- client fights, to attack. nil if it is done.
local function deed_for(client, th, front)
  if front.timetable and front.mobilised_mine == 0 then
    return act.mobilise { to = front.rival, at = front.id, because = "an ally is in danger" }, "stand by " .. client .. " on " .. front.id
  elseif th.campaign and not front.campaign and (front.mobilised_mine >= 1 or not front.timetable) then
    return act.general_offensive { to = front.rival, at = front.id, because = "the ally's war is fought on one's own front" },
      "fight for " .. client .. " on " .. front.id
  end
end

-- calls(view, opts) -> up to two choices, for emergencies of those one is pledged to against the rival of an own front, each drawn with the chance
-- of assistance.choice (opts as there). Powers with fronts of their own help there, and not with contingents.
function frontier.calls(view, opts)
  local made = {}
  for _, front_id in ipairs(view.me.conflicts) do
    local front = view.theatre(front_id)
    for _, client in ipairs(view.clients) do
      for _, id in ipairs(view.theatres) do
        local th = view.theatre(id)
        local against = dispute.is_side(th, client) and dispute.other(th, client) == front.rival
        if against and th.emergency and #made < 2 then
          local intention, matter = deed_for(client, th, front)
          if intention then made[#made + 1] = assistance.deed(view, client, front.rival, th, opts, matter, intention) end
        end
      end
    end
  end
  return made[1], made[2]
end

return frontier
