-- random program 98
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
  do local _ <close> = defer(function()
    sleep(5)
    say("w1 1 finally")
  end)
    local function f3()
      say("w1.f3 4")
      sleep(2)
      say("w1.f3 6")
      say("w1.f3 8")
      return "f3"
    end
    do local ok, e = pcall(function() say("w1 2 got " .. table.concat({ gather { spawn("f3", f3) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w1 10")
  say("w1 11 end")
end
local function w2()
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(3)
  say("w2 14")
  if not q:full() then q:put_nowait(15) end
  local function f17()
    say("w2.f17 18")
    say("w2.f17 got " .. q:get())
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f17 20 ok") elseif type(e) == "string" then say("w2.f17 20 err " .. kind(e)) else error(e, 0) end end
    return "f17"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f17", f17)
    if not q:empty() then say("w2 took " .. q:get_nowait()) end
  end)
    if is(e, ErrorGroup) then say("w2 16 " .. kind(e)) elseif not ok then error(e, 0) end end
  local function f23()
    say("w2.f23 24")
    do local ok, e = pcall(timeout, 5, function()
      local function f27()
        say("w2.f23.f27 28")
        sleep(2)
        say("w2.f23.f27 30")
        if T.w1 then say("w2.f23.f27 cancels w1 " .. yn(T.w1:cancel())) end
        return "f27"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f27", f27)
        say("w2.f23 33")
      end)
        if is(e, ErrorGroup) then say("w2.f23 26 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2.f23 25 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      local function f36()
        say("w2.f23.f36 37")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f36"
      end
      local function f41()
        say("w2.f23.f41 42")
        ev:clear()
        error("E44", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f36", f36)
        tg:spawn("f41", f41)
      end)
        if is(e, ErrorGroup) then say("w2.f23 35 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w2.f23 46")
    end)
      if is(e, Cancelled) then say("w2.f23 34 cancelled err")
        error("X34", 0)
      elseif not ok then error(e, 0) end end
    if T.w2 then say("w2.f23 cancels w2 " .. yn(T.w2:cancel())) end
    return "f23"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f23", f23)
  end)
    if is(e, ErrorGroup) then say("w2 22 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 48 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    current():cancel()
  end)
    if is(e, Timeout) then say("w3 49 timeout") elseif not ok then error(e, 0) end end
  say("w3 53")
  q:put(54)
  say("w3 55 put 54")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 56 ok") elseif type(e) == "string" then say("w3 56 err " .. kind(e)) else error(e, 0) end end
  say("w3 57 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(2)
sleep(30)
say('main ends')
