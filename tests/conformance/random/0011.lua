-- random program 11
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 got " .. q:get())
  local function f3()
    say("w1.f3 4")
    say("w1.f3 size " .. q:size())
    say("w1.f3 got " .. q:get())
    sleep(3)
    say("w1.f3 8")
    return "f3"
  end
  local function f9()
    say("w1.f9 10")
    local function f12()
      say("w1.f9.f12 13")
      sleep(2)
      say("w1.f9.f12 15")
      do local ok, e = pcall(function()
        if T.w6 then say("w1.f9.f12 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(0)
        say("w1.f9.f12 19")
        current():cancel()
      end)
        if is(e, Cancelled) then say("w1.f9.f12 16 cancelled err")
          error("X16", 0)
        elseif not ok then error(e, 0) end end
      sleep(1)
      say("w1.f9.f12 22")
      return "f12"
    end
    local function f23()
      say("w1.f9.f23 24")
      say("w1.f9.f23 26")
      do local ok, e = pcall(function()
        say("w1.f9.f23 29")
        sleep(5)
        say("w1.f9.f23 31")
      end)
        if is(e, Cancelled) then say("w1.f9.f23 27 cancelled cleanup")
          sleep(1)
          say("w1.f9.f23 27 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      local function f33()
        say("w1.f9.f23.f33 34")
        say("w1.f9.f23.f33 36")
        sleep(3)
        say("w1.f9.f23.f33 38")
        return "f33"
      end
      local function f39()
        say("w1.f9.f23.f39 40")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        ev:clear()
        return "f39"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f33", f33), spawn("f39", f39) }, { timeout = 1 }) do say("w1.f9.f23 32 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f9.f23 32 err " .. kind(e)) else error(e, 0) end end end
      error("E43", 0)
    end
    local function f44()
      say("w1.f9.f44 45")
      sleep(2)
      say("w1.f9.f44 47")
      sleep(1)
      say("w1.f9.f44 49")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f9.f44 51 woken")
      end
      error("E52", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f12", f12)
      tg:spawn("f23", f23)
      tg:spawn("f44", f44)
      say("w1.f9 54")
      if not q:empty() then say("w1.f9 took " .. q:get_nowait()) end
      if not q:empty() then say("w1.f9 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w1.f9 11 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f9"
  end
  for _, x in ipairs(gather({ spawn("f3", f3), spawn("f9", f9) }, { return_errors = true })) do
    say("w1 2 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 58")
  say("w1 59 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 61 woken")
  end
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 63 ok") elseif type(e) == "string" then say("w2 63 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 62 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(1)
  say("w2 66")
  q:put(67)
  say("w2 68 put 67")
  say("w2 69 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    if T.w6 then say("w3 cancels w6 " .. yn(T.w6:cancel())) end
  end)
    if is(e, Timeout) then say("w3 70 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w3 73")
  say("w3 74 end")
end
local function w4()
  do local ok, e = pcall(function()
    local function f77()
      say("w4.f77 78")
      do local ok, e = pcall(function()
        sleep(2)
        say("w4.f77 81")
      end)
        if is(e, Cancelled) then say("w4.f77 79 cancelled uncancel")
          say("w4.f77 79 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      return "f77"
    end
    do local ok, e = pcall(function() say("w4 76 " .. wait_for(0, spawn("f77", f77))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 76 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w4 75 cancelled swallow")
    elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(82) end
  say("w4 83 end")
end
local function w5()
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 86")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w5 89")
  sleep(1)
  say("w5 91")
  say("w5 92 end")
end
local function w6()
  say("w6 barrier " .. br:wait())
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w6 94 ok") elseif type(e) == "string" then say("w6 94 err " .. kind(e)) else error(e, 0) end end
  sleep(1)
  say("w6 96")
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  if T.w3 then say("w6 cancels w3 " .. yn(T.w3:cancel())) end
  say("w6 99 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
