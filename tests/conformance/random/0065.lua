-- random program 65
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
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      local function f4()
        say("w1.f4 5")
        sleep(5)
        say("w1.f4 7")
        return "f4"
      end
      local function f8()
        say("w1.f8 9")
        if T.w5 then say("w1.f8 cancels w5 " .. yn(T.w5:cancel())) end
        return "f8"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f4", f4), spawn("f8", f8) }, { timeout = nil }) do say("w1 3 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
      q:put(11)
      say("w1 12 put 11")
    end)
      if is(e, Cancelled) then say("w1 2 cancelled uncancel")
        say("w1 2 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    local function f14()
      say("w1.f14 15")
      ev:set()
      error("E17", 0)
    end
    local function f18()
      say("w1.f18 19")
      do local _ <close> = sm:hold()
        say("w1.f18 21 in")
        say("w1.f18 got " .. q:get())
        if T.w2 then say("w1.f18 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:set()
      end
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f18 27")
        sleep(0)
        say("w1.f18 29")
      end)
        if is(e, Timeout) then say("w1.f18 25 timeout") elseif not ok then error(e, 0) end end
      return "f18"
    end
    local function f30()
      say("w1.f30 31")
      say("w1.f30 count " .. current():cancelling())
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      error("E34", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f14", f14)
      tg:spawn("f18", f18)
      tg:spawn("f30", f30)
      local function f36()
        say("w1.f36 37")
        sleep(1)
        say("w1.f36 39")
        return "f36"
      end
      do local ok, e = pcall(function() say("w1 35 " .. wait_for(5, spawn("f36", f36))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 35 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(timeout, 2, function()
        say("w1 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w1 40 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w1 13 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 2, function()
      if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
    end)
      if is(e, Timeout) then say("w1 42 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled swallow")
    elseif not ok then error(e, 0) end end
  local function f45()
    say("w1.f45 46")
    if not q:full() then q:put_nowait(47) end
    do local _ <close> = sm:hold()
      say("w1.f45 49 in")
      if T.w1 then say("w1.f45 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:wait()
      say("w1.f45 52 ev")
      sleep(1)
      say("w1.f45 54")
    end
    return "f45"
  end
  do local ok, e = pcall(function() say("w1 44 " .. wait_for(1, spawn("f45", f45))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 44 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 56")
  say("w1 57 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  local function f60()
    say("w2.f60 61")
    do local _ <close> = sm:hold()
      say("w2.f60 63 in")
      sleep(2)
      say("w2.f60 65")
      sleep(1)
      say("w2.f60 67")
      if T.w4 then say("w2.f60 cancels w4 " .. yn(T.w4:cancel())) end
    end
    ev:wait()
    say("w2.f60 70 ev")
    return "f60"
  end
  local function f71()
    say("w2.f71 72")
    ev:wait()
    say("w2.f71 74 ev")
    sleep(3)
    say("w2.f71 76")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f71"
  end
  local function f78()
    say("w2.f78 79")
    say("w2.f78 count " .. current():cancelling())
    return "f78"
  end
  do local dn, pn = wait({ spawn("f60", f60), spawn("f71", f71), spawn("f78", f78) }, { return_when = "all", timeout = 1 })
    say("w2 59 done " .. #dn .. " pending " .. #pn) end
  say("w2 81 end")
end
local function w3()
  ev:clear()
  say("w3 count " .. current():cancelling())
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 84 ok") elseif type(e) == "string" then say("w3 84 err " .. kind(e)) else error(e, 0) end end
  say("w3 85 end")
end
local function w4()
  do local ok, e = pcall(timeout, 1, function()
    ev:clear()
    say("w4 size " .. q:size())
  end)
    if is(e, Timeout) then say("w4 86 timeout") elseif not ok then error(e, 0) end end
  local function f90()
    say("w4.f90 91")
    sleep(5)
    say("w4.f90 93")
    if T.w3 then say("w4.f90 cancels w3 " .. yn(T.w3:cancel())) end
    ev:set()
    error("E96", 0)
  end
  local function f97()
    say("w4.f97 98")
    if T.w4 then say("w4.f97 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    ev:clear()
    ev:clear()
    error("E102", 0)
  end
  for _, x in ipairs(gather({ spawn("f90", f90), spawn("f97", f97) }, { return_errors = true })) do
    say("w4 89 " .. (x.ok and x.value or kind(x.error)))
  end
  q:put(103)
  say("w4 104 put 103")
  say("w4 106")
  say("w4 107 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 109 in")
    q:put(110)
    say("w5 111 put 110")
    do local ok, e = pcall(timeout, 2, function()
      local function f114()
        say("w5.f114 115")
        ev:clear()
        sleep(1)
        say("w5.f114 118")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w5.f114 119 ok") elseif type(e) == "string" then say("w5.f114 119 err " .. kind(e)) else error(e, 0) end end
        return "f114"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f114", f114)
        say("w5 got " .. q:get())
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w5 121 ok") elseif type(e) == "string" then say("w5 121 err " .. kind(e)) else error(e, 0) end end
        say("w5 123")
      end)
        if is(e, ErrorGroup) then say("w5 113 " .. kind(e)) elseif not ok then error(e, 0) end end
      ev:clear()
      ev:clear()
    end)
      if is(e, Timeout) then say("w5 112 timeout") elseif not ok then error(e, 0) end end
  end
  say("w5 127")
  sleep(3)
  say("w5 129")
  sleep(2)
  say("w5 131")
  say("w5 132 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w5 ' .. yn(T.w5:cancel()))
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
