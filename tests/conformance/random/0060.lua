-- random program 60
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  do local ok, e = pcall(function()
    sleep(1)
    say("w1 4")
  end)
    if is(e, Cancelled) then say("w1 2 cancelled cleanup")
      sleep(1)
      say("w1 2 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 6 woken")
  end
  sleep(1)
  say("w1 8")
  say("w1 9 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    if T.w5 then say("w2 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w2 10 timeout") elseif not ok then error(e, 0) end end
  local function f13()
    say("w2.f13 14")
    local function f16()
      say("w2.f13.f16 17")
      local function f19()
        say("w2.f13.f16.f19 20")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f13.f16.f19 21 ok") elseif type(e) == "string" then say("w2.f13.f16.f19 21 err " .. kind(e)) else error(e, 0) end end
        ev:wait()
        say("w2.f13.f16.f19 23 ev")
        sleep(0)
        say("w2.f13.f16.f19 25")
        return "f19"
      end
      do local dn, pn = wait({ spawn("f19", f19) }, { return_when = "all", timeout = nil })
        say("w2.f13.f16 18 done " .. #dn .. " pending " .. #pn) end
      local function f27()
        say("w2.f13.f16.f27 28")
        ev:set()
        error("E30", 0)
      end
      local function f31()
        say("w2.f13.f16.f31 32")
        sleep(1)
        say("w2.f13.f16.f31 34")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f13.f16.f31 35 ok") elseif type(e) == "string" then say("w2.f13.f16.f31 35 err " .. kind(e)) else error(e, 0) end end
        return "f31"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f27", f27)
        tg:spawn("f31", f31)
      end)
        if is(e, ErrorGroup) then say("w2.f13.f16 26 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w2.f13.f16 37 in")
        sleep(5)
        say("w2.f13.f16 39")
        sleep(0)
        say("w2.f13.f16 41")
      end
      error("E42", 0)
    end
    local function f43()
      say("w2.f13.f43 44")
      sleep(0)
      say("w2.f13.f43 46")
      say("w2.f13.f43 got " .. q:get())
      if not q:full() then q:put_nowait(48) end
      return "f43"
    end
    local function f49()
      say("w2.f13.f49 50")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      if not q:full() then q:put_nowait(52) end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f49"
    end
    for _, x in ipairs(gather({ spawn("f16", f16), spawn("f43", f43), spawn("f49", f49) }, { return_errors = true })) do
      say("w2.f13 15 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f13"
  end
  local function f54()
    say("w2.f54 55")
    sleep(5)
    say("w2.f54 57")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f54 58 ok") elseif type(e) == "string" then say("w2.f54 58 err " .. kind(e)) else error(e, 0) end end
    error("E59", 0)
  end
  local function f60()
    say("w2.f60 61")
    current():cancel()
    ev:set()
    return "f60"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f13", f13), spawn("f54", f54), spawn("f60", f60) }, { timeout = 0 }) do say("w2 12 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 12 err " .. kind(e)) else error(e, 0) end end end
  say("w2 64 end")
end
local function w3()
  local function f66()
    say("w3.f66 67")
    do local ok, e = pcall(timeout, 0, function()
      local function f70()
        say("w3.f66.f70 71")
        sleep(0)
        say("w3.f66.f70 73")
        sleep(2)
        say("w3.f66.f70 75")
        if not q:empty() then say("w3.f66.f70 took " .. q:get_nowait()) end
        return "f70"
      end
      local function f77()
        say("w3.f66.f77 78")
        ev:set()
        return "f77"
      end
      local function f80()
        say("w3.f66.f80 81")
        if T.w3 then say("w3.f66.f80 cancels w3 " .. yn(T.w3:cancel())) end
        return "f80"
      end
      do local dn, pn = wait({ spawn("f70", f70), spawn("f77", f77), spawn("f80", f80) }, { return_when = "all", timeout = 0 })
        say("w3.f66 69 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Timeout) then say("w3.f66 68 timeout") elseif not ok then error(e, 0) end end
    return "f66"
  end
  local function f83()
    say("w3.f83 84")
    q:put(85)
    say("w3.f83 86 put 85")
    sleep(1)
    say("w3.f83 88")
    return "f83"
  end
  for _, x in ipairs(gather({ spawn("f66", f66), spawn("f83", f83) }, { return_errors = true })) do
    say("w3 65 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:set()
  say("w3 90 end")
end
local function w4()
  local function f92()
    say("w4.f92 93")
    sleep(1)
    say("w4.f92 95")
    do local ok, e = pcall(timeout, 3, function()
      local function f98()
        say("w4.f92.f98 99")
        sleep(5)
        say("w4.f92.f98 101")
        sleep(0)
        say("w4.f92.f98 103")
        sleep(1)
        say("w4.f92.f98 105")
        error("E106", 0)
      end
      local function f107()
        say("w4.f92.f107 108")
        if T.w1 then say("w4.f92.f107 cancels w1 " .. yn(T.w1:cancel())) end
        ev:set()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f107"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f98", f98)
        tg:spawn("f107", f107)
      end)
        if is(e, ErrorGroup) then say("w4.f92 97 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w4.f92 96 timeout") elseif not ok then error(e, 0) end end
    return "f92"
  end
  local function f112()
    say("w4.f112 113")
    if not q:empty() then say("w4.f112 took " .. q:get_nowait()) end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    error("E117", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f92", f92)
    tg:spawn("f112", f112)
    say("w4 got " .. q:get())
    if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w4 91 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(120) end
  sleep(0)
  say("w4 122")
  say("w4 123 end")
end
local function w5()
  say("w5 barrier " .. br:wait())
  do local ok, e = pcall(timeout, 1, function()
    if T.w4 then say("w5 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    local function f128()
      say("w5.f128 129")
      say("w5.f128 131")
      return "f128"
    end
    for _, x in ipairs(gather({ spawn("f128", f128) }, { return_errors = true })) do
      say("w5 127 " .. (x.ok and x.value or kind(x.error)))
    end
    say("w5 count " .. current():cancelling())
  end)
    if is(e, Timeout) then say("w5 125 timeout") elseif not ok then error(e, 0) end end
  sleep(3)
  say("w5 134")
  say("w5 136")
  sleep(2)
  say("w5 138")
  say("w5 139 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(30)
say('main ends')
