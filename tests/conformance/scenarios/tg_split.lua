-- An ErrorGroup is split by kind, nested groups too
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

local function timed_out()
  timeout(10, function() sleep(1000) end)
end

local function fails()
  sleep(10)
  error("boom", 0)
end

local function two()
  task_group(function(tg)
    tg:spawn("T", timed_out)
    tg:spawn("F", fails)
  end)
end

local function show(name, e) say(name .. " " .. (e and kind(e) or "none")) end

local ok, e = pcall(task_group, function(tg)
  tg:spawn("A", timed_out)
  tg:spawn("B", fails)
  two()
end)
show("all", e)
local m, r = e:split(Timeout)
show("matched", m)
show("rest", r)
m, r = r:split(function(x) return type(x) == "string" end)
show("matched", m)
show("rest", r)
m, r = e:split(function() return false end)
show("matched", m)
show("rest", r)
