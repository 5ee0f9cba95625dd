-- GA-17: a gather of ended tasks does not suspend
-- CPython 3.12 and later
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

local function w(name, fails)
  if fails then error(name, 0) end
  return name
end

local a, b, c = spawn("A", w, "A", false), spawn("B", w, "B", true), spawn("C", w, "C", true)
wait { a, b, c }
spawn("ticker", function()
  for i = 0, 2 do
    say("tick " .. i)
    sleep(0)
  end
end)
say(table.concat({ gather { a, a } }, " "))
say("no turn passed")
local ok, e = pcall(gather, { a, c, b })
if not ok then say("caught " .. kind(e)) end
for _, x in ipairs(gather({ b, a, c }, { return_errors = true })) do
  say(x.ok and x.value or kind(x.error))
end
sleep(0)
say("end")
