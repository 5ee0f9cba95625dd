-- TG-16: an outside cancel and a child error in one turn, in either order, in the
-- body or at the end of the block
-- CPython 3.13 and later
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local target

local function bad()
  sleep(10)
  error("boom", 0)
end

local function boss(in_body)
  local ok, e = pcall(task_group, function(tg)
    tg:spawn("bad", bad)
    tg:spawn("W", sleep, 1000)
    if in_body then sleep(1000) end
  end)
  if is(e, ErrorGroup) then
    say(kind(e) .. " cancelling " .. current():cancelling())
  elseif is(e, Cancelled) then
    say("Cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  end
  ok, e = pcall(function()
    sleep(50)
    say("slept")
  end)
  if is(e, Cancelled) then
    say("Cancelled afterwards, cancelling " .. current():cancelling())
    error(e, 0)
  end
end

local function strike()
  sleep(10)
  target:cancel()
end

local function strike_a_turn_later()
  sleep(10)
  sleep(0)
  target:cancel()
end

local function strike_two_turns_later()
  sleep(10)
  sleep(0)
  sleep(0)
  target:cancel()
end

for _, in_body in ipairs { true, false } do
  for _, x in ipairs {
    { strike, true }, { strike, false }, { strike_a_turn_later, true }, { strike_a_turn_later, false },
    { strike_two_turns_later, true }, { strike_two_turns_later, false },
  } do
    if x[2] then spawn("S", x[1]) end
    target = spawn("boss", boss, in_body)
    if not x[2] then
      sleep(0)
      spawn("S", x[1])
    end
    wait { target }
    say("boss cancelled " .. yn(target:cancelled()))
    sleep(20)
  end
end
