-- random program 188
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(1)
  say("w1 2")
  do local ok, e = pcall(timeout, 1, function()
    if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    ev:set()
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w1 7")
  say("w1 8 end")
end
local function w2()
  do local _ <close> = defer(function()
    sleep(1)
    say("w2 9 finally")
  end)
    sleep(2)
    say("w2 11")
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = defer(function()
        say("w2 13 finally")
      end)
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2 14 ok") elseif type(e) == "string" then say("w2 14 err " .. kind(e)) else error(e, 0) end end
        sleep(0)
        say("w2 16")
        sleep(5)
        say("w2 18")
      end
      if not q:full() then q:put_nowait(19) end
      do local _ <close> = lk:hold()
        say("w2 21 in")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2 22 ok") elseif type(e) == "string" then say("w2 22 err " .. kind(e)) else error(e, 0) end end
        ev:wait()
        say("w2 24 ev")
      end
    end)
      if is(e, Timeout) then say("w2 12 timeout") elseif not ok then error(e, 0) end end
  end
  ev:set()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 26 ok") elseif type(e) == "string" then say("w2 26 err " .. kind(e)) else error(e, 0) end end
  say("w2 28")
  local function f30()
    say("w2.f30 31")
    if T.w4 then say("w2.f30 cancels w4 " .. yn(T.w4:cancel())) end
    local function f34()
      say("w2.f30.f34 35")
      local function f37()
        say("w2.f30.f34.f37 38")
        ev:set()
        return "f37"
      end
      local function f40()
        say("w2.f30.f34.f40 41")
        say("w2.f30.f34.f40 43")
        if T.w4 then say("w2.f30.f34.f40 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(2)
        say("w2.f30.f34.f40 46")
        return "f40"
      end
      local function f47()
        say("w2.f30.f34.f47 48")
        if T.w3 then say("w2.f30.f34.f47 cancels w3 " .. yn(T.w3:cancel())) end
        say("w2.f30.f34.f47 51")
        if T.w4 then say("w2.f30.f34.f47 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f47"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f37", f37), spawn("f40", f40), spawn("f47", f47) }, { timeout = nil }) do say("w2.f30.f34 36 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f30.f34 36 err " .. kind(e)) else error(e, 0) end end end
      say("w2.f30.f34 54")
      local function f56()
        say("w2.f30.f34.f56 57")
        sleep(0)
        say("w2.f30.f34.f56 59")
        say("w2.f30.f34.f56 61")
        sleep(2)
        say("w2.f30.f34.f56 63")
        return "f56"
      end
      do local ok, e = pcall(function() say("w2.f30.f34 55 " .. wait_for(3, spawn("f56", f56))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f30.f34 55 err " .. kind(e)) else error(e, 0) end end end
      return "f34"
    end
    local function f64()
      say("w2.f30.f64 65")
      do local _ <close> = lk:hold()
        say("w2.f30.f64 67 in")
        if T.w1 then say("w2.f30.f64 cancels w1 " .. yn(T.w1:cancel())) end
        sleep(2)
        say("w2.f30.f64 70")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end
      return "f64"
    end
    local function f72()
      say("w2.f30.f72 73")
      current():cancel()
      say("w2.f30.f72 got " .. q:get())
      return "f72"
    end
    for _, x in ipairs(gather({ spawn("f34", f34), spawn("f64", f64), spawn("f72", f72) }, { return_errors = true })) do
      say("w2.f30 33 " .. (x.ok and x.value or kind(x.error)))
    end
    error("E76", 0)
  end
  local function f77()
    say("w2.f77 78")
    say("w2.f77 80")
    say("w2.f77 82")
    return "f77"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f30", f30)
    tg:spawn("f77", f77)
    if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, ErrorGroup) then say("w2 29 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 85 end")
end
local function w3()
  do local ok, e = pcall(timeout, 2, function()
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end)
    if is(e, Timeout) then say("w3 86 timeout") elseif not ok then error(e, 0) end end
  say("w3 89")
  ev:wait()
  say("w3 91 ev")
  sleep(0)
  say("w3 93")
  say("w3 94 end")
end
local function w4()
  local function f96()
    say("w4.f96 97")
    sleep(1)
    say("w4.f96 99")
    return "f96"
  end
  do local dn, pn = wait({ spawn("f96", f96) }, { return_when = "first", timeout = 5 })
    say("w4 95 done " .. #dn .. " pending " .. #pn) end
  ev:clear()
  say("w4 101 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:empty() then q:get_nowait() end
sleep(0)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(2)
sleep(10)
say('main ends')
