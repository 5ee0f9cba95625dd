-- random program 23
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
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = sm:hold()
      say("w1 3 in")
      if not q:full() then q:put_nowait(4) end
    end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    say("w1 7")
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
  do local ok, e = pcall(function()
    sleep(3)
    say("w1 11")
  end)
    if is(e, Cancelled) then say("w1 9 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 0, function()
    local function f14()
      say("w1.f14 15")
      do local _ <close> = sm:hold()
        say("w1.f14 17 in")
        sleep(0)
        say("w1.f14 19")
      end
      local function f21()
        say("w1.f14.f21 22")
        sleep(1)
        say("w1.f14.f21 24")
        say("w1.f14.f21 got " .. q:get())
        say("w1.f14.f21 27")
        return "f21"
      end
      local function f28()
        say("w1.f14.f28 29")
        say("w1.f14.f28 31")
        ev:wait()
        say("w1.f14.f28 33 ev")
        return "f28"
      end
      do local dn, pn = wait({ spawn("f21", f21), spawn("f28", f28) }, { return_when = "first", timeout = 0 })
        say("w1.f14 20 done " .. #dn .. " pending " .. #pn) end
      error("E34", 0)
    end
    local function f35()
      say("w1.f35 36")
      local function f38()
        say("w1.f35.f38 39")
        sleep(1)
        say("w1.f35.f38 41")
        sleep(5)
        say("w1.f35.f38 43")
        q:put(44)
        say("w1.f35.f38 45 put 44")
        return "f38"
      end
      local function f46()
        say("w1.f35.f46 47")
        sleep(0)
        say("w1.f35.f46 49")
        sleep(0)
        say("w1.f35.f46 51")
        if not q:empty() then say("w1.f35.f46 took " .. q:get_nowait()) end
        error("E53", 0)
      end
      do local dn, pn = wait({ spawn("f38", f38), spawn("f46", f46) }, { return_when = "first", timeout = 1 })
        say("w1.f35 37 done " .. #dn .. " pending " .. #pn) end
      sleep(2)
      say("w1.f35 55")
      return "f35"
    end
    local function f56()
      say("w1.f56 57")
      if T.w4 then say("w1.f56 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      local function f60()
        say("w1.f56.f60 61")
        ev:clear()
        error("E63", 0)
      end
      do local ok, e = pcall(function() say("w1.f56 59 " .. wait_for(0, spawn("f60", f60))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f56 59 err " .. kind(e)) else error(e, 0) end end end
      local function f65()
        say("w1.f56.f65 66")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w1.f56.f65 69")
        error("E70", 0)
      end
      do local ok, e = pcall(function() say("w1.f56 64 got " .. table.concat({ gather { spawn("f65", f65) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f56 64 err " .. kind(e)) else error(e, 0) end end end
      return "f56"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f14", f14), spawn("f35", f35), spawn("f56", f56) }, { timeout = nil }) do say("w1 13 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 13 err " .. kind(e)) else error(e, 0) end end end
    sleep(2)
    say("w1 72")
    do local ok, e = pcall(timeout, 0, function()
      if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, Timeout) then say("w1 73 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 12 timeout") elseif not ok then error(e, 0) end end
  say("w1 75 end")
end
local function w2()
  sleep(5)
  say("w2 77")
  do local ok, e = pcall(function()
    do local _ <close> = sm:hold()
      say("w2 80 in")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2 82 woken")
      end
    end
  end)
    if is(e, Cancelled) then say("w2 78 cancelled err")
      error("X78", 0)
    elseif not ok then error(e, 0) end end
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  say("w2 84 end")
end
local function w3()
  sleep(1)
  say("w3 86")
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      sleep(0)
      say("w3 90")
    end)
      if is(e, Cancelled) then say("w3 88 cancelled cleanup")
        sleep(5)
        say("w3 88 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w3 87 cancelled uncancel")
      say("w3 87 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  say("w3 91 end")
end
local function w4()
  local function f93()
    say("w4.f93 94")
    current():cancel()
    error("E96", 0)
  end
  local function f97()
    say("w4.f97 98")
    do local ok, e = pcall(function()
      do local ok, e = pcall(timeout, 1, function()
        if not q:empty() then say("w4.f97 took " .. q:get_nowait()) end
        sleep(1)
        say("w4.f97 103")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Timeout) then say("w4.f97 100 timeout") elseif not ok then error(e, 0) end end
      if not q:empty() then say("w4.f97 took " .. q:get_nowait()) end
      if not q:empty() then say("w4.f97 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w4.f97 99 cancelled cleanup")
        sleep(1)
        say("w4.f97 99 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f97"
  end
  local function f107()
    say("w4.f107 108")
    if T.w5 then say("w4.f107 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w4.f107 111")
    ev:wait()
    say("w4.f107 113 ev")
    error("E114", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f93", f93)
    tg:spawn("f97", f97)
    tg:spawn("f107", f107)
  end)
    if is(e, ErrorGroup) then say("w4 92 " .. kind(e)) elseif not ok then error(e, 0) end end
  q:put(115)
  say("w4 116 put 115")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w4 118 end")
end
local function w5()
  q:put(119)
  say("w5 120 put 119")
  sleep(2)
  say("w5 122")
  local function f124()
    say("w5.f124 125")
    local function f127()
      say("w5.f124.f127 128")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f127"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f127", f127)
    end)
      if is(e, ErrorGroup) then say("w5.f124 126 " .. kind(e)) elseif not ok then error(e, 0) end end
    ev:clear()
    say("w5.f124 132")
    return "f124"
  end
  do local ok, e = pcall(function() say("w5 123 " .. wait_for(0, spawn("f124", f124))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 123 err " .. kind(e)) else error(e, 0) end end end
  say("w5 133 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
