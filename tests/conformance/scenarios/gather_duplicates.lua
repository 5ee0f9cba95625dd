-- GA-3: the same task twice is awaited once, its result given twice
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

local function w()
  say("runs once")
  sleep(5)
  return "x"
end

local t = spawn("T", w)
local u = spawn("U", sleep, 1, "u")
say(table.concat({ gather { t, u, t, t } }, " "))
local b = spawn("B", w)
local r = gather({ b, b }, { return_errors = true })
say(#r .. " " .. r[1].value .. " " .. r[2].value)
