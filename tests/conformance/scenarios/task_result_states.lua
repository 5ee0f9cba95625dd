-- TASK-7: result and error of a pending, ended, failed and cancelled task
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

local function look(t)
  local ok, e = pcall(t.result, t)
  say(t:name() .. (ok and " result " .. e or " result raises " .. kind(e)))
  ok, e = pcall(t.error, t)
  if ok then
    say(t:name() .. " error " .. (e and kind(e) or "none"))
  else
    say(t:name() .. " error raises " .. kind(e))
  end
end

local g = spawn("good", function() return "value" end)
local b = spawn("bad", function() error("boom", 0) end)
local c = spawn("long", sleep, 1000)
for _, t in ipairs { g, b, c } do look(t) end
c:cancel()
look(c)
wait { g, b, c }
for _, t in ipairs { g, b, c } do
  look(t)
  look(t)
end
