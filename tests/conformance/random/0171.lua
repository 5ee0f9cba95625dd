-- random program 171
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
  say("w1 got " .. q:get())
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 3 woken")
  end
  if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 got " .. q:get())
  say("w1 got " .. q:get())
  say("w1 7 end")
end
local function w2()
  ev:clear()
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  local function f11()
    say("w2.f11 12")
    if T.w2 then say("w2.f11 cancels w2 " .. yn(T.w2:cancel())) end
    sleep(1)
    say("w2.f11 15")
    sleep(5)
    say("w2.f11 17")
    return "f11"
  end
  do local ok, e = pcall(function() say("w2 10 " .. wait_for(2, spawn("f11", f11))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 10 err " .. kind(e)) else error(e, 0) end end end
  say("w2 18 end")
end
local function w3()
  local function f20()
    say("w3.f20 21")
    ev:set()
    do local _ <close> = defer(function()
      sleep(1)
      say("w3.f20 23 finally")
    end)
      do local _ <close> = defer(function()
        say("w3.f20 24 finally")
      end)
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f20 25 ok") elseif type(e) == "string" then say("w3.f20 25 err " .. kind(e)) else error(e, 0) end end
        if not q:empty() then say("w3.f20 took " .. q:get_nowait()) end
      end
      q:put(27)
      say("w3.f20 28 put 27")
      say("w3.f20 30")
    end
    error("E31", 0)
  end
  local function f32()
    say("w3.f32 33")
    local function f35()
      say("w3.f32.f35 36")
      local function f38()
        say("w3.f32.f35.f38 39")
        sleep(5)
        say("w3.f32.f35.f38 41")
        if not q:empty() then say("w3.f32.f35.f38 took " .. q:get_nowait()) end
        return "f38"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f38", f38)
      end)
        if is(e, ErrorGroup) then say("w3.f32.f35 37 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f35"
    end
    local function f43()
      say("w3.f32.f43 44")
      say("w3.f32.f43 size " .. q:size())
      do local ok, e = pcall(function()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f32.f43 47 ok") elseif type(e) == "string" then say("w3.f32.f43 47 err " .. kind(e)) else error(e, 0) end end
        if T.w3 then say("w3.f32.f43 cancels w3 " .. yn(T.w3:cancel())) end
        q:put(49)
        say("w3.f32.f43 50 put 49")
      end)
        if is(e, Cancelled) then say("w3.f32.f43 46 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f43"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f35", f35), spawn("f43", f43) }, { timeout = nil }) do say("w3.f32 34 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f32 34 err " .. kind(e)) else error(e, 0) end end end
    local function f52()
      say("w3.f32.f52 53")
      say("w3.f32.f52 55")
      do local ok, e = pcall(function()
        say("w3.f32.f52 58")
        if T.w1 then say("w3.f32.f52 cancels w1 " .. yn(T.w1:cancel())) end
        ev:set()
      end)
        if is(e, Cancelled) then say("w3.f32.f52 56 cancelled uncancel")
          say("w3.f32.f52 56 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      local function f62()
        say("w3.f32.f52.f62 63")
        ev:set()
        say("w3.f32.f52.f62 66")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f32.f52.f62 67 ok") elseif type(e) == "string" then say("w3.f32.f52.f62 67 err " .. kind(e)) else error(e, 0) end end
        return "f62"
      end
      do local ok, e = pcall(function() say("w3.f32.f52 61 " .. wait_for(1, spawn("f62", f62))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f32.f52 61 err " .. kind(e)) else error(e, 0) end end end
      return "f52"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f52", f52)
      if T.w1 then say("w3.f32 cancels w1 " .. yn(T.w1:cancel())) end
      say("w3.f32 got " .. q:get())
      say("w3.f32 count " .. current():cancelling())
    end)
      if is(e, ErrorGroup) then say("w3.f32 51 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f32"
  end
  do local dn, pn = wait({ spawn("f20", f20), spawn("f32", f32) }, { return_when = "all", timeout = nil })
    say("w3 19 done " .. #dn .. " pending " .. #pn) end
  say("w3 72")
  say("w3 73 end")
end
local function w4()
  local function f75()
    say("w4.f75 76")
    do local _ <close> = sm:hold()
      say("w4.f75 78 in")
      say("w4.f75 barrier " .. br:wait())
      q:put(80)
      say("w4.f75 81 put 80")
    end
    return "f75"
  end
  local function f82()
    say("w4.f82 83")
    sleep(5)
    say("w4.f82 85")
    return "f82"
  end
  for _, x in ipairs(gather({ spawn("f75", f75), spawn("f82", f82) }, { return_errors = true })) do
    say("w4 74 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:wait()
  say("w4 87 ev")
  say("w4 88 end")
end
local function w5()
  local function f90()
    say("w5.f90 91")
    say("w5.f90 93")
    local function f95()
      say("w5.f90.f95 96")
      if T.w5 then say("w5.f90.f95 cancels w5 " .. yn(T.w5:cancel())) end
      return "f95"
    end
    local function f98()
      say("w5.f90.f98 99")
      ev:wait()
      say("w5.f90.f98 101 ev")
      sleep(1)
      say("w5.f90.f98 103")
      return "f98"
    end
    local function f104()
      say("w5.f90.f104 105")
      sleep(2)
      say("w5.f90.f104 107")
      error("E108", 0)
    end
    for _, x in ipairs(gather({ spawn("f95", f95), spawn("f98", f98), spawn("f104", f104) }, { return_errors = true })) do
      say("w5.f90 94 " .. (x.ok and x.value or kind(x.error)))
    end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w5.f90 109 ok") elseif type(e) == "string" then say("w5.f90 109 err " .. kind(e)) else error(e, 0) end end
    return "f90"
  end
  local function f110()
    say("w5.f110 111")
    ev:set()
    if not q:full() then q:put_nowait(113) end
    if not q:full() then q:put_nowait(114) end
    return "f110"
  end
  local function f115()
    say("w5.f115 116")
    sleep(0)
    say("w5.f115 118")
    sleep(2)
    say("w5.f115 120")
    say("w5.f115 122")
    error("E123", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f90", f90)
    tg:spawn("f110", f110)
    tg:spawn("f115", f115)
  end)
    if is(e, ErrorGroup) then say("w5 89 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w5 125")
  say("w5 126 end")
end
local function w6()
  do local _ <close> = lk:hold()
    say("w6 128 in")
    say("w6 130")
  end
  sleep(1)
  say("w6 132")
  say("w6 133 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
