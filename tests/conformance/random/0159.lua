-- random program 159
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
  local function f2()
    say("w1.f2 3")
    if not q:full() then q:put_nowait(4) end
    say("w1.f2 6")
    local function f8()
      say("w1.f2.f8 9")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      error("E11", 0)
    end
    local function f12()
      say("w1.f2.f12 13")
      say("w1.f2.f12 15")
      do local _ <close> = lk:hold()
        say("w1.f2.f12 17 in")
        ev:clear()
        q:put(19)
        say("w1.f2.f12 20 put 19")
        ev:set()
      end
      error("E22", 0)
    end
    do local ok, e = pcall(function() say("w1.f2 7 got " .. table.concat({ gather { spawn("f8", f8), spawn("f12", f12) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f2 7 err " .. kind(e)) else error(e, 0) end end end
    return "f2"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    do local _ <close> = defer(function()
      say("w1 23 finally")
    end)
      say("w1 got " .. q:get())
    end
    do local _ <close> = lk:hold()
      say("w1 26 in")
      local function f28()
        say("w1.f28 29")
        sleep(5)
        say("w1.f28 31")
        error("E32", 0)
      end
      local function f33()
        say("w1.f33 34")
        ev:clear()
        ev:clear()
        if T.w1 then say("w1.f33 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        error("E38", 0)
      end
      local function f39()
        say("w1.f39 40")
        if not q:empty() then say("w1.f39 took " .. q:get_nowait()) end
        return "f39"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f28", f28)
        tg:spawn("f33", f33)
        tg:spawn("f39", f39)
      end)
        if is(e, ErrorGroup) then say("w1 27 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(2)
      say("w1 43")
    end
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 size " .. q:size())
  sleep(2)
  say("w1 46")
  say("w1 47 end")
end
local function w2()
  do local ok, e = pcall(function()
    say("w2 50")
    say("w2 barrier " .. br:wait())
  end)
    if is(e, Cancelled) then say("w2 48 cancelled cleanup")
      sleep(0)
      say("w2 48 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 54 end")
end
local function w3()
  sleep(3)
  say("w3 56")
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = sm:hold()
      say("w3 59 in")
      say("w3 barrier " .. br:wait())
      ev:wait()
      say("w3 62 ev")
    end
  end)
    if is(e, Timeout) then say("w3 57 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  say("w3 64 end")
end
local function w4()
  ev:wait()
  say("w4 66 ev")
  local function f68()
    say("w4.f68 69")
    do local _ <close> = sm:hold()
      say("w4.f68 71 in")
      do local ok, e = pcall(timeout, 0, function()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w4.f68 73 ok") elseif type(e) == "string" then say("w4.f68 73 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Timeout) then say("w4.f68 72 timeout") elseif not ok then error(e, 0) end end
      say("w4.f68 75")
      say("w4.f68 77")
    end
    ev:clear()
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w4.f68 79 ok") elseif type(e) == "string" then say("w4.f68 79 err " .. kind(e)) else error(e, 0) end end
    return "f68"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f68", f68)
  end)
    if is(e, ErrorGroup) then say("w4 67 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(5)
  say("w4 81")
  sleep(1)
  say("w4 83")
  say("w4 84 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(10)
say('main ends')
