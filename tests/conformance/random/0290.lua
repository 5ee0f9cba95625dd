-- random program 290
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
  ev:clear()
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 3 end")
end
local function w2()
  ev:set()
  sleep(0)
  say("w2 6")
  local function f8()
    say("w2.f8 9")
    do local _ <close> = defer(function()
      say("w2.f8 10 finally")
    end)
      ev:clear()
      local function f13()
        say("w2.f8.f13 14")
        say("w2.f8.f13 count " .. current():cancelling())
        return "f13"
      end
      local function f16()
        say("w2.f8.f16 17")
        ev:set()
        current():cancel()
        return "f16"
      end
      do local ok, e = pcall(function() say("w2.f8 12 got " .. table.concat({ gather { spawn("f13", f13), spawn("f16", f16) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f8 12 err " .. kind(e)) else error(e, 0) end end end
    end
    local function f21()
      say("w2.f8.f21 22")
      do local _ <close> = lk:hold()
        say("w2.f8.f21 24 in")
        say("w2.f8.f21 got " .. q:get())
      end
      sleep(5)
      say("w2.f8.f21 27")
      do local ok, e = pcall(timeout, 1, function()
        current():cancel()
        sleep(1)
        say("w2.f8.f21 31")
        sleep(2)
        say("w2.f8.f21 33")
      end)
        if is(e, Timeout) then say("w2.f8.f21 28 timeout") elseif not ok then error(e, 0) end end
      return "f21"
    end
    local function f34()
      say("w2.f8.f34 35")
      do local ok, e = pcall(function()
        sleep(0)
        say("w2.f8.f34 38")
        say("w2.f8.f34 40")
        q:put(41)
        say("w2.f8.f34 42 put 41")
      end)
        if is(e, Cancelled) then say("w2.f8.f34 36 cancelled cleanup")
          sleep(2)
          say("w2.f8.f34 36 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f34"
    end
    local function f43()
      say("w2.f8.f43 44")
      say("w2.f8.f43 got " .. q:get())
      current():cancel()
      return "f43"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f21", f21)
      tg:spawn("f34", f34)
      tg:spawn("f43", f43)
      sleep(0)
      say("w2.f8 48")
    end)
      if is(e, ErrorGroup) then say("w2.f8 20 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f8"
  end
  local function f49()
    say("w2.f49 50")
    local function f52()
      say("w2.f49.f52 53")
      q:put(54)
      say("w2.f49.f52 55 put 54")
      if not q:full() then q:put_nowait(56) end
      say("w2.f49.f52 size " .. q:size())
      error("E58", 0)
    end
    local function f59()
      say("w2.f49.f59 60")
      sleep(5)
      say("w2.f49.f59 62")
      error("E63", 0)
    end
    local function f64()
      say("w2.f49.f64 65")
      if T.w1 then say("w2.f49.f64 cancels w1 " .. yn(T.w1:cancel())) end
      say("w2.f49.f64 got " .. q:get())
      return "f64"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f52", f52)
      tg:spawn("f59", f59)
      tg:spawn("f64", f64)
      if not q:full() then q:put_nowait(68) end
    end)
      if is(e, ErrorGroup) then say("w2.f49 51 " .. kind(e)) elseif not ok then error(e, 0) end end
    ev:wait()
    say("w2.f49 70 ev")
    error("E71", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f8", f8)
    tg:spawn("f49", f49)
    ev:set()
  end)
    if is(e, ErrorGroup) then say("w2 7 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(3)
  say("w2 74")
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 76 end")
end
local function w3()
  do local ok, e = pcall(function()
    ev:wait()
    say("w3 79 ev")
    if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w4 then say("w3 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Cancelled) then say("w3 77 cancelled cleanup")
      sleep(5)
      say("w3 77 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 84 end")
end
local function w4()
  if T.w4 then say("w4 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 86 ok") elseif type(e) == "string" then say("w4 86 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = defer(function()
    say("w4 87 finally")
  end)
    do local _ <close> = lk:hold()
      say("w4 89 in")
      ev:wait()
      say("w4 91 ev")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w4 92 ok") elseif type(e) == "string" then say("w4 92 err " .. kind(e)) else error(e, 0) end end
    end
    sleep(0)
    say("w4 94")
  end
  sleep(5)
  say("w4 96")
  say("w4 97 end")
end
local function w5()
  sleep(5)
  say("w5 99")
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w5 100 ok") elseif type(e) == "string" then say("w5 100 err " .. kind(e)) else error(e, 0) end end
  ev:set()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w5 103 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(2)
ev:set()
sleep(10)
say('main ends')
