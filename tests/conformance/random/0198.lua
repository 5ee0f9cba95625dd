-- random program 198
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  do local ok, e = pcall(function()
    say("w1 3")
    if not q:full() then q:put_nowait(4) end
    do local ok, e = pcall(timeout, 1, function()
      say("w1 7")
      say("w1 barrier " .. br:wait())
    end)
      if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  local function f10()
    say("w1.f10 11")
    local function f13()
      say("w1.f10.f13 14")
      do local _ <close> = lk:hold()
        say("w1.f10.f13 16 in")
        if T.w5 then say("w1.f10.f13 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end
      sleep(0)
      say("w1.f10.f13 19")
      return "f13"
    end
    local function f20()
      say("w1.f10.f20 21")
      if T.w4 then say("w1.f10.f20 cancels w4 " .. yn(T.w4:cancel())) end
      local function f24()
        say("w1.f10.f20.f24 25")
        if not q:empty() then say("w1.f10.f20.f24 took " .. q:get_nowait()) end
        if not q:empty() then say("w1.f10.f20.f24 took " .. q:get_nowait()) end
        sleep(0)
        say("w1.f10.f20.f24 29")
        return "f24"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f24", f24)
        if not q:full() then q:put_nowait(30) end
        q:put(31)
        say("w1.f10.f20 32 put 31")
      end)
        if is(e, ErrorGroup) then say("w1.f10.f20 23 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f10.f20 34")
      error("E35", 0)
    end
    do local dn, pn = wait({ spawn("f13", f13), spawn("f20", f20) }, { return_when = "first", timeout = nil })
      say("w1.f10 12 done " .. #dn .. " pending " .. #pn) end
    say("w1.f10 37")
    if not q:empty() then say("w1.f10 took " .. q:get_nowait()) end
    error("E39", 0)
  end
  local function f40()
    say("w1.f40 41")
    say("w1.f40 got " .. q:get())
    if T.w5 then say("w1.f40 cancels w5 " .. yn(T.w5:cancel())) end
    sleep(3)
    say("w1.f40 45")
    return "f40"
  end
  local function f46()
    say("w1.f46 47")
    if T.w2 then say("w1.f46 cancels w2 " .. yn(T.w2:cancel())) end
    q:put(49)
    say("w1.f46 50 put 49")
    if not q:full() then q:put_nowait(51) end
    return "f46"
  end
  do local ok, e = pcall(function() say("w1 9 got " .. table.concat({ gather { spawn("f10", f10), spawn("f40", f40), spawn("f46", f46) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 9 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  sleep(1)
  say("w1 54")
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 56 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 58 woken")
  end
  local function f60()
    say("w2.f60 61")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w2.f60 64")
    return "f60"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f60", f60)
  end)
    if is(e, ErrorGroup) then say("w2 59 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 65 end")
end
local function w3()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 66 ok") elseif type(e) == "string" then say("w3 66 err " .. kind(e)) else error(e, 0) end end
  sleep(5)
  say("w3 68")
  do local ok, e = pcall(timeout, 0, function()
    local function f71()
      say("w3.f71 72")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f71 73 ok") elseif type(e) == "string" then say("w3.f71 73 err " .. kind(e)) else error(e, 0) end end
      say("w3.f71 got " .. q:get())
      sleep(3)
      say("w3.f71 76")
      error("E77", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f71", f71) }, { timeout = 2 }) do say("w3 70 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 70 err " .. kind(e)) else error(e, 0) end end end
    say("w3 79")
  end)
    if is(e, Timeout) then say("w3 69 timeout") elseif not ok then error(e, 0) end end
  say("w3 80 end")
end
local function w4()
  local function f82()
    say("w4.f82 83")
    sleep(5)
    say("w4.f82 85")
    ev:clear()
    do local _ <close> = sm:hold()
      say("w4.f82 88 in")
      sleep(3)
      say("w4.f82 90")
      if T.w3 then say("w4.f82 cancels w3 " .. yn(T.w3:cancel())) end
    end
    return "f82"
  end
  local function f92()
    say("w4.f92 93")
    sleep(1)
    say("w4.f92 95")
    current():cancel()
    return "f92"
  end
  local function f97()
    say("w4.f97 98")
    say("w4.f97 100")
    return "f97"
  end
  do local dn, pn = wait({ spawn("f82", f82), spawn("f92", f92), spawn("f97", f97) }, { return_when = "first", timeout = nil })
    say("w4 81 done " .. #dn .. " pending " .. #pn) end
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 102 ok") elseif type(e) == "string" then say("w4 102 err " .. kind(e)) else error(e, 0) end end
  ev:wait()
  say("w4 104 ev")
  say("w4 105 end")
end
local function w5()
  ev:wait()
  say("w5 107 ev")
  local function f109()
    say("w5.f109 110")
    local function f112()
      say("w5.f109.f112 113")
      do local ok, e = pcall(timeout, 1, function()
        say("w5.f109.f112 got " .. q:get())
        if T.w2 then say("w5.f109.f112 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w5.f109.f112 114 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w5.f109.f112 117 ok") elseif type(e) == "string" then say("w5.f109.f112 117 err " .. kind(e)) else error(e, 0) end end
      return "f112"
    end
    local function f118()
      say("w5.f109.f118 119")
      if T.w4 then say("w5.f109.f118 cancels w4 " .. yn(T.w4:cancel())) end
      q:put(121)
      say("w5.f109.f118 122 put 121")
      sleep(1)
      say("w5.f109.f118 124")
      error("E125", 0)
    end
    local function f126()
      say("w5.f109.f126 127")
      say("w5.f109.f126 129")
      return "f126"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f112", f112), spawn("f118", f118), spawn("f126", f126) }, { timeout = 1 }) do say("w5.f109 111 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f109 111 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    if T.w6 then say("w5.f109 cancels w6 " .. yn(T.w6:cancel())) end
    return "f109"
  end
  local function f132()
    say("w5.f132 133")
    if T.w1 then say("w5.f132 cancels w1 " .. yn(T.w1:cancel())) end
    return "f132"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f109", f109)
    tg:spawn("f132", f132)
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w5 135 ok") elseif type(e) == "string" then say("w5 135 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, ErrorGroup) then say("w5 108 " .. kind(e)) elseif not ok then error(e, 0) end end
  current():cancel()
  if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
  sleep(1)
  say("w5 139")
  say("w5 140 end")
end
local function w6()
  ev:clear()
  do local _ <close> = defer(function()
    sleep(1)
    say("w6 142 finally")
  end)
    local function f144()
      say("w6.f144 145")
      say("w6.f144 147")
      return "f144"
    end
    do local ok, e = pcall(function() say("w6 143 " .. wait_for(0, spawn("f144", f144))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w6 143 err " .. kind(e)) else error(e, 0) end end end
    say("w6 got " .. q:get())
  end
  if T.w1 then say("w6 cancels w1 " .. yn(T.w1:cancel())) end
  ev:wait()
  say("w6 151 ev")
  say("w6 152 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(2)
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
