-- random program 116
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
  ev:clear()
  do local _ <close> = defer(function()
    say("w1 2 finally")
  end)
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end
  say("w1 4 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 5 ok") elseif type(e) == "string" then say("w2 5 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(function()
    local function f8()
      say("w2.f8 9")
      sleep(5)
      say("w2.f8 11")
      local function f13()
        say("w2.f8.f13 14")
        if T.w2 then say("w2.f8.f13 cancels w2 " .. yn(T.w2:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        error("E17", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f13", f13)
        if T.w5 then say("w2.f8 cancels w5 " .. yn(T.w5:cancel())) end
        sleep(2)
        say("w2.f8 20")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, ErrorGroup) then say("w2.f8 12 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f8"
    end
    local function f22()
      say("w2.f22 23")
      do local ok, e = pcall(timeout, 0, function()
        say("w2.f22 26")
        if not q:full() then q:put_nowait(27) end
      end)
        if is(e, Timeout) then say("w2.f22 24 timeout") elseif not ok then error(e, 0) end end
      if T.w3 then say("w2.f22 cancels w3 " .. yn(T.w3:cancel())) end
      return "f22"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f8", f8)
      tg:spawn("f22", f22)
    end)
      if is(e, ErrorGroup) then say("w2 7 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(0)
    say("w2 30")
  end)
    if is(e, Cancelled) then say("w2 6 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 2, function()
    if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
    do local _ <close> = defer(function()
      sleep(1)
      say("w2 33 finally")
    end)
      sleep(2)
      say("w2 35")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2 37 woken")
      end
      sleep(0)
      say("w2 39")
    end
  end)
    if is(e, Timeout) then say("w2 31 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 40 ok") elseif type(e) == "string" then say("w2 40 err " .. kind(e)) else error(e, 0) end end
  q:put(41)
  say("w2 42 put 41")
  say("w2 43 end")
end
local function w3()
  current():cancel()
  sleep(1)
  say("w3 46")
  say("w3 count " .. current():cancelling())
  say("w3 49")
  say("w3 50 end")
end
local function w4()
  do local _ <close> = defer(function()
    sleep(3)
    say("w4 51 finally")
  end)
    local function f53()
      say("w4.f53 54")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w4.f53 56 woken")
      end
      local function f58()
        say("w4.f53.f58 59")
        if not q:full() then q:put_nowait(60) end
        if T.w1 then say("w4.f53.f58 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f58"
      end
      local function f62()
        say("w4.f53.f62 63")
        sleep(1)
        say("w4.f53.f62 65")
        ev:wait()
        say("w4.f53.f62 67 ev")
        say("w4.f53.f62 got " .. q:get())
        return "f62"
      end
      for _, x in ipairs(gather({ spawn("f58", f58), spawn("f62", f62) }, { return_errors = true })) do
        say("w4.f53 57 " .. (x.ok and x.value or kind(x.error)))
      end
      error("E69", 0)
    end
    do local ok, e = pcall(function() say("w4 52 " .. wait_for(3, spawn("f53", f53))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 52 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
  end
  ev:wait()
  say("w4 72 ev")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 73 ok") elseif type(e) == "string" then say("w4 73 err " .. kind(e)) else error(e, 0) end end
  say("w4 74 end")
end
local function w5()
  say("w5 got " .. q:get())
  do local ok, e = pcall(function()
    sleep(0)
    say("w5 78")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w5 79 ok") elseif type(e) == "string" then say("w5 79 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w5 76 cancelled cleanup")
      sleep(0)
      say("w5 76 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(2)
  say("w5 81")
  say("w5 82 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
