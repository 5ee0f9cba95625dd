-- random program 176
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  local function f2()
    say("w1.f2 3")
    say("w1.f2 5")
    do local _ <close> = defer(function()
      sleep(0)
      say("w1.f2 6 finally")
    end)
      say("w1.f2 size " .. q:size())
      do local _ <close> = sm:hold()
        say("w1.f2 9 in")
        if T.w2 then say("w1.f2 cancels w2 " .. yn(T.w2:cancel())) end
        ev:clear()
      end
    end
    do local _ <close> = lk:hold()
      say("w1.f2 13 in")
      local function f15()
        say("w1.f2.f15 16")
        say("w1.f2.f15 18")
        sleep(3)
        say("w1.f2.f15 20")
        return "f15"
      end
      local function f21()
        say("w1.f2.f21 22")
        if not q:empty() then say("w1.f2.f21 took " .. q:get_nowait()) end
        say("w1.f2.f21 25")
        say("w1.f2.f21 27")
        return "f21"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f15", f15), spawn("f21", f21) }, { timeout = 3 }) do say("w1.f2 14 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2 14 err " .. kind(e)) else error(e, 0) end end end
      ev:clear()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end
    return "f2"
  end
  local function f30()
    say("w1.f30 31")
    if not q:full() then q:put_nowait(32) end
    return "f30"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f30", f30) }, { timeout = 3 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w1 34")
  sleep(2)
  say("w1 36")
  say("w1 38")
  sleep(5)
  say("w1 40")
  say("w1 41 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 43 in")
    if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    local function f46()
      say("w2.f46 47")
      say("w2.f46 49")
      if T.w2 then say("w2.f46 cancels w2 " .. yn(T.w2:cancel())) end
      say("w2.f46 52")
      error("E53", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f46", f46)
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2 54 ok") elseif type(e) == "string" then say("w2 54 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w2 45 " .. kind(e)) elseif not ok then error(e, 0) end end
    if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  end
  say("w2 count " .. current():cancelling())
  say("w2 58")
  ev:clear()
  say("w2 60 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  q:put(62)
  say("w3 63 put 62")
  local function f65()
    say("w3.f65 66")
    if T.w1 then say("w3.f65 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E68", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f65", f65) }, { timeout = nil }) do say("w3 64 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 64 err " .. kind(e)) else error(e, 0) end end end
  q:put(69)
  say("w3 70 put 69")
  sleep(2)
  say("w3 72")
  say("w3 73 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(0)
if not q:full() then q:put_nowait(0) end
say('main cancels w3 ' .. yn(T.w3:cancel()))
ev:set()
sleep(5)
say('main ends')
